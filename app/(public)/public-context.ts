import { systemClock } from "@/lib/clock";
import type { PublicContext } from "@/lib/interactors/links/public-context";
import { sharedStore } from "@/lib/store/engine/shared-store";

/** What an interactor is handed for something public. Who asks is not looked at: everybody is shown the same. */
export function publicContext(): PublicContext {
  return { store: sharedStore(), clock: systemClock };
}
