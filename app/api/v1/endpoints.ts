import { isDenial, noteDenial } from "@/app/denied";
import { requestContext } from "@/lib/auth/context";
import { sourceOf } from "@/lib/auth/source";
import type { Context } from "@/lib/context";
import type { Actor } from "@/lib/domain/actor";
import { Refusal } from "@/lib/errors";
import { knownRefusal } from "@/lib/interactors/known-refusal";
import { log } from "@/lib/log";
import { methodNotAllowed, problemResponse } from "@/lib/presenters/http/problem";
import { takeRequest, tooManyRequests } from "@/lib/presenters/http/rate-limit";
import { apiRateLimit } from "./api-rate-limit";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof METHODS)[number];

/** One call of the API: it reads its input from the request, calls one interactor and presents what comes back. */
type Call = (ctx: Context, request: Request, params: Params) => Promise<Response>;

/** What the address says: the id, on the routes that have one. */
interface Params {
  id: string;
}

type RouteContext = { params: Promise<unknown> };
type Handler = (request: Request, context: RouteContext) => Promise<Response>;

/**
 * A route's handlers. Each call gets a known actor within its allowance; what it throws becomes a problem. The
 * methods that are not named are answered with 405.
 */
export function endpoints(calls: Partial<Record<Method, Call>>): Record<Method | "OPTIONS", Handler> {
  const allow = [...METHODS.filter((method) => calls[method]), "OPTIONS"].join(", ");
  const refuse = handlerOf(async () => methodNotAllowed(allow));
  const tell = async () => new Response(null, { status: 204, headers: { Allow: allow } });
  const handlers = METHODS.map((method) => [method, calls[method] ? handlerOf(calls[method]) : refuse] as const);
  return { ...(Object.fromEntries(handlers) as Record<Method, Handler>), OPTIONS: tell };
}

function handlerOf(call: Call): Handler {
  return async (request, { params }) => {
    const limits = new Headers();
    const response = await answered(call, request, (await params) as Params, limits);
    for (const [name, value] of limits) response.headers.set(name, value);
    if (!response.headers.has("Cache-Control")) response.headers.set("Cache-Control", "private, no-store");
    return response;
  };
}

async function answered(call: Call, request: Request, params: Params, limits: Headers): Promise<Response> {
  let ctx: Context | null = null;
  try {
    ctx = await contextWithin(request, limits);
    return await call(ctx, request, params);
  } catch (error) {
    const { method, url, headers } = request;
    const path = new URL(url).pathname;
    if (isDenial(error)) noteDenial(error, { method, path, ctx, address: sourceOf(headers).address });
    if (!(error instanceof Refusal)) log().error({ err: error, path }, "a call failed");
    return problemResponse(knownRefusal(error));
  }
}

/** Finds out who asks, then takes the request from their allowance; one with a wrong key counts for its address. */
async function contextWithin(request: Request, limits: Headers): Promise<Context> {
  try {
    const ctx = await requestContext(request);
    take(callerOf(ctx.actor, request), limits);
    return ctx;
  } catch (error) {
    if (error instanceof Refusal && error.code !== "limited") take(addressOf(request), limits);
    throw error;
  }
}

function take(caller: string, limits: Headers): void {
  const limit = apiRateLimit();
  const { allowed, headers } = takeRequest(limit, caller, performance.now());
  for (const [name, value] of headers) limits.set(name, value);
  if (!allowed) throw tooManyRequests(limit.quota);
}

function callerOf(actor: Actor, request: Request): string {
  if (actor.kind === "key") return `key ${actor.keyId}`;
  if (actor.kind === "user") return `person ${actor.userId} in ${actor.teamId}`;
  return addressOf(request);
}

// The api process overwrites this header with the address that it saw itself.
function addressOf(request: Request): string {
  return `address ${request.headers.get("x-forwarded-for") ?? ""}`;
}
