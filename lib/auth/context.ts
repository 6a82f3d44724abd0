import { systemClock } from "@/lib/clock";
import type { Context } from "@/lib/context";
import { sharedStore } from "@/lib/store/engine/shared-store";
import { requestActor } from "./request-actor";
import { currentActor } from "./session";

/** What an interactor is handed for a page or a server action. */
export async function pageContext(): Promise<Context> {
  return { actor: await currentActor(), store: sharedStore(), clock: systemClock };
}

/** What an interactor is handed for a request to the API. Throws as `requestActor` does. */
export async function requestContext(request: Request): Promise<Context> {
  const store = sharedStore();
  const clock = systemClock;
  return { actor: await requestActor(request, store, clock.now()), store, clock };
}
