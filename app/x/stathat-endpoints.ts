import { apiRateLimit } from "@/app/api/v1/api-rate-limit";
import { isDenial, noteDenial } from "@/app/denied";
import { requestContext } from "@/lib/auth/context";
import { sourceOf } from "@/lib/auth/source";
import type { Context } from "@/lib/context";
import type { Actor } from "@/lib/domain/actor";
import { Refusal } from "@/lib/errors";
import { knownRefusal } from "@/lib/interactors/known-refusal";
import { log, loggedPath } from "@/lib/log";
import { takeRequest, tooManyRequests } from "@/lib/presenters/http/rate-limit";
import { stathatProblem } from "@/lib/presenters/http/stathat-problem";

type Method = "GET" | "POST" | "DELETE";

/** One call of StatHat's API: as those of the JSON API, but for how it says who asks and what went wrong. */
type Call = (ctx: Context, request: Request, params: Params) => Promise<Response>;

/** What the address says: the access token under /x, and an id on the routes that have one. */
interface Params {
  token: string;
  id: string;
}

type RouteContext = { params: Promise<unknown> };
type Handlers = Partial<Record<Method, (request: Request, context: RouteContext) => Promise<Response>>>;

/** The handlers of a route under /x/TOKEN: a key of the team is the access token, and stands in the address. */
export function tokenEndpoints(calls: Partial<Record<Method, Call>>): Handlers {
  return handlersOf(calls, (_, { token }) => token);
}

/** The same under /a1, where it is the user of HTTP Basic. */
export function basicEndpoints(calls: Partial<Record<Method, Call>>): Handlers {
  return handlersOf(calls, (request) => basicUser(request.headers.get("authorization") ?? ""));
}

function handlersOf(
  calls: Partial<Record<Method, Call>>,
  tokenOf: (request: Request, params: Params) => string,
): Handlers {
  const handlers = Object.entries(calls).map(([method, call]) => [
    method,
    async (request: Request, { params }: RouteContext) => {
      const asked = (await params) as Params;
      const response = await answered(call, request, asked, tokenOf(request, asked));
      response.headers.set("Cache-Control", "private, no-store");
      return response;
    },
  ]);
  return Object.fromEntries(handlers) as Handlers;
}

async function answered(call: Call, request: Request, params: Params, token: string): Promise<Response> {
  const { method, url, headers } = request;
  const path = loggedPath(new URL(url).pathname);
  let ctx: Context | null = null;
  try {
    ctx = await contextOf(request, token);
    return await call(ctx, request, params);
  } catch (error) {
    if (isDenial(error)) noteDenial(error, { method, path, ctx, address: sourceOf(headers).address });
    if (!(error instanceof Refusal)) log().error({ err: error, path }, "a call failed");
    return stathatProblem(knownRefusal(error));
  }
}

/**
 * Whose token it is, within their allowance; a wrong one counts for the address it came from. A session is nobody here.
 */
async function contextOf(request: Request, token: string): Promise<Context> {
  const headers = new Headers(request.headers);
  headers.delete("cookie");
  headers.delete("x-api-key");
  headers.set("authorization", `Bearer ${/^[\x21-\x7e]{1,200}$/.test(token) ? token : "none"}`);
  const address = `address ${request.headers.get("x-forwarded-for") ?? ""}`;
  try {
    const ctx = await requestContext(new Request(request.url, { method: request.method, headers }));
    take(callerOf(ctx.actor) ?? address);
    return ctx;
  } catch (error) {
    if (error instanceof Refusal && error.code !== "limited") take(address);
    throw error;
  }
}

function callerOf(actor: Actor): string | null {
  return actor.kind === "key" ? `key ${actor.keyId}` : null;
}

function take(caller: string): void {
  const limit = apiRateLimit();
  if (!takeRequest(limit, caller, performance.now()).allowed) throw tooManyRequests(limit.quota);
}

function basicUser(authorization: string): string {
  const encoded = /^Basic +([\w+/=-]{1,400}) *$/i.exec(authorization)?.[1] ?? "";
  return Buffer.from(encoded, "base64").toString().split(":", 1)[0] ?? "";
}
