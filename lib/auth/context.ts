import { headers } from "next/headers";
import { systemClock } from "@/lib/clock";
import type { Context } from "@/lib/context";
import { baseUrl } from "@/lib/env";
import { Refusal } from "@/lib/errors";
import { sharedStore } from "@/lib/store/engine/shared-store";
import { requestActor } from "./request-actor";
import { isSameOrigin } from "./same-origin";
import { currentActor } from "./session";
import { pageSource, sourceOf } from "./source";

/** What an interactor is handed for a page. */
export async function pageContext(): Promise<Context> {
  return { actor: await currentActor(), from: await pageSource(), store: sharedStore(), clock: systemClock };
}

/**
 * What an interactor is handed for a server action. Throws `forbidden` for a form that did not come from a page of ours:
 * Next lets one pass that names no origin at all.
 */
export async function formContext(): Promise<Context> {
  if (!isSameOrigin(await headers(), baseUrl())) {
    throw new Refusal(
      "forbidden",
      "this form was not sent from a page of ours; open the page again, and send it there",
    );
  }
  return pageContext();
}

/** What an interactor is handed for a request to the API. Throws as `requestActor` does. */
export async function requestContext(request: Request): Promise<Context> {
  const store = sharedStore();
  const clock = systemClock;
  return { actor: await requestActor(request, store, clock.now()), from: sourceOf(request.headers), store, clock };
}
