import { requestContext } from "@/lib/auth/context";
import type { Context } from "@/lib/context";
import type { Actor } from "@/lib/domain/actor";
import { Refusal } from "@/lib/errors";
import { knownRefusal } from "@/lib/interactors/known-refusal";
import { watchStats } from "@/lib/interactors/stats/watch-stats";
import { log } from "@/lib/log";
import { type EventStream, eventStreamResponse } from "@/lib/presenters/http/event-stream";
import { problemResponse } from "@/lib/presenters/http/problem";

const HEARTBEAT_MS = 15_000;

/**
 * Server-sent events for open pages: `event: change` with `{"stats":["id",…]}`. With `"all":true` any stat of the
 * team may have moved: said at the start, and whenever hints may have been lost.
 */
export async function GET(request: Request): Promise<Response> {
  try {
    const ctx = await requestContext(request);
    const team = teamOf(ctx.actor);
    if (team === null) throw new Refusal("unauthenticated", "sign in first");
    return eventStreamResponse({
      signal: request.signal,
      heartbeatMs: HEARTBEAT_MS,
      isAllowed: async () => teamOf((await requestContext(request)).actor) === team,
      start: (stream) => follow(ctx, stream),
    });
  } catch (error) {
    if (!(error instanceof Refusal)) log().error({ err: error }, "the live stream failed");
    return problemResponse(knownRefusal(error));
  }
}

function follow(ctx: Context, stream: EventStream): () => void {
  const anything = () => stream.send("change", { stats: [], all: true });
  const leave = watchStats(ctx, {
    onChange: (stats) => (stats === null ? anything() : stream.send("change", { stats })),
    onEnd: () => stream.close(),
  });
  anything();
  return leave;
}

function teamOf(actor: Actor): string | null {
  return actor.kind === "user" || actor.kind === "key" ? actor.teamId : null;
}
