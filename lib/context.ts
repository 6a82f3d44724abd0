import type { Clock } from "@/lib/clock";
import type { Actor } from "@/lib/domain/actor";
import type { Store } from "@/lib/store/engine/store";

/** What every interactor is handed: who asks, where records are kept, what time it is. */
export interface Context {
  readonly actor: Actor;
  readonly store: Store;
  readonly clock: Clock;
}
