import { sourceOf } from "@/lib/auth/source";
import { systemClock } from "@/lib/clock";
import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { knownRefusal } from "@/lib/interactors/known-refusal";
import { hearMailEvent } from "@/lib/interactors/mails/hear-mail-event";
import { log } from "@/lib/log";
import { methodNotAllowed, problemResponse } from "@/lib/presenters/http/problem";
import { readText } from "@/lib/presenters/http/read-request";
import { sharedStore } from "@/lib/store/engine/shared-store";

/** The mail provider says what became of a mail. It has no cookies: it signs what it says. */
export async function POST(request: Request): Promise<Response> {
  try {
    const body = await readText(request);
    await hearMailEvent(provider(request), {
      id: said(request, "id"),
      timestamp: said(request, "timestamp"),
      signature: said(request, "signature"),
      body,
    });
    return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    const known = knownRefusal(error);
    if (!(known instanceof Refusal)) log().error({ err: error }, "an event of a mail could not be heard");
    return problemResponse(known);
  }
}

/** By the names of Svix, else those of Standard Webhooks. */
function said({ headers }: Request, name: "id" | "timestamp" | "signature"): string {
  return headers.get(`svix-${name}`) ?? headers.get(`webhook-${name}`) ?? "";
}

function provider(request: Request): Context {
  const actor = { kind: "job" as const, name: "mail provider" };
  return { actor, from: sourceOf(request.headers), store: sharedStore(), clock: systemClock };
}

const refuse = async () => methodNotAllowed("POST");

export { refuse as DELETE, refuse as GET, refuse as HEAD, refuse as OPTIONS, refuse as PATCH, refuse as PUT };
