import type { Clock } from "@/lib/clock";
import type { Actor } from "@/lib/domain/actor";
import type { Source } from "@/lib/domain/source";
import type { Store } from "@/lib/store/engine/store";

/** What every interactor is handed: who asks and where from, where records are kept, what time it is. */
export interface Context {
  readonly actor: Actor;
  readonly from: Source;
  readonly store: Store;
  readonly clock: Clock;
}
