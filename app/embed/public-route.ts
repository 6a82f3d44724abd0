import { shownOrigin } from "@/app/origin";
import { systemClock } from "@/lib/clock";
import { Refusal } from "@/lib/errors";
import { knownRefusal } from "@/lib/interactors/known-refusal";
import type { PublicContext } from "@/lib/interactors/links/public-context";
import { log } from "@/lib/log";
import { offerAnswer } from "@/lib/open-answer";
import { type Answer, answerOf, isFull, respond } from "@/lib/presenters/embed/answer";
import { closedProblem } from "@/lib/presenters/embed/closed";
import { embedHeaders } from "@/lib/presenters/embed/headers";
import { sharedStore } from "@/lib/store/engine/shared-store";

/** What a route for pages of other sites is asked. */
export interface Asked {
  /** Reads nothing of who asks: it is the same for everybody. */
  ctx: PublicContext;
  request: Request;
  query: URLSearchParams;
  /** The last part of the path; empty where there is none. */
  file: string;
  /** Ours, without a slash at its end. */
  origin: string;
}

/** What is sent, and who hears that it was sent in full. */
export interface Reply {
  answer: Answer;
  seen?: () => void;
  /** The same for whoever asks, wherever it is shown. */
  everybodys?: boolean;
}

type RouteContext = { params: Promise<unknown> };
type Handler = (request: Request, context: RouteContext) => Promise<Response>;

const METHODS = ["POST", "PUT", "PATCH", "DELETE"] as const;
const ANYWHERE = { origins: [] };
const ALLOW = "GET, HEAD, OPTIONS";

/** The handlers of a route that only answers GET, to anybody and without cookies. */
export function publicRoute(
  reply: (asked: Asked) => Promise<Reply>,
): Record<"GET" | "OPTIONS" | (typeof METHODS)[number], Handler> {
  const refuse = async () => problem(405, "Method Not Allowed", `this address answers ${ALLOW}`, { Allow: ALLOW });
  const tell = async () => {
    const headers = { ...embedHeaders("none", ANYWHERE), Allow: ALLOW, "Access-Control-Allow-Methods": ALLOW };
    return new Response(null, { status: 204, headers });
  };
  return { GET: handlerOf(reply), OPTIONS: tell, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse };
}

function handlerOf(reply: (asked: Asked) => Promise<Reply>): Handler {
  return async (request, { params }) => {
    try {
      // A route without a folder in brackets has no params at all.
      const { file = "" } = ((await params) ?? {}) as { file?: string };
      const query = new URL(request.url).searchParams;
      const ctx = { store: sharedStore(), clock: systemClock };
      const {
        answer,
        seen,
        everybodys = false,
      } = await reply({ ctx, request, query, file, origin: await shownOrigin() });
      const response = respond(request, answer);
      // What is shown on pages of ours, to those who made it, is no view.
      const ours = request.headers.get("sec-fetch-site") === "same-origin";
      if (request.method === "GET" && isFull(response) && !ours) seen?.();
      if (everybodys) offerAnswer({ sentAgain: () => seen?.() });
      return response;
    } catch (error) {
      return failure(knownRefusal(error), request);
    }
  };
}

/** A range that cannot be read any more shows nothing; a database that takes too long does so for a moment. */
function failure(error: unknown, request: Request): Response {
  if (error instanceof Refusal && error.code !== "unavailable") return respond(request, closedProblem("empty"));
  if (!(error instanceof Refusal)) log().error({ err: error }, "an embed failed");
  const [status, title] =
    error instanceof Refusal ? ([503, "Service Unavailable"] as const) : ([500, "Internal Server Error"] as const);
  return problem(status, title, "This cannot be shown just now; ask again in a moment.", { "Retry-After": "5" });
}

function problem(status: number, title: string, detail: string, more: Record<string, string>): Response {
  const body = JSON.stringify({ type: "about:blank", title, status, detail });
  const headers = { ...embedHeaders("problem", ANYWHERE), "Cache-Control": "no-store", ...more };
  return new Response(body, { status, headers });
}

/** A problem as a reply of its own. */
export function problemReply(status: number, title: string, detail: string): Reply {
  const body = JSON.stringify({ type: "about:blank", title, status, detail });
  return { answer: answerOf("problem", body, ANYWHERE, { status }) };
}
