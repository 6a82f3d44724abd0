import { type Asked, publicRoute, type Reply } from "@/app/embed/public-route";
import { Refusal } from "@/lib/errors";
import { knownRefusal } from "@/lib/interactors/known-refusal";
import { countViews } from "@/lib/interactors/links/count-views";
import type { PublicContext } from "@/lib/interactors/links/public-context";
import { readPublicStats } from "@/lib/interactors/links/read-public-stats";
import { log } from "@/lib/log";
import { awayScript, closedScript, shownScript } from "@/lib/presenters/embed/classic-answer";
import { type ClassicRequest, classicRequest } from "@/lib/presenters/embed/classic-request";
import { closedProblem } from "@/lib/presenters/embed/closed";
import { placeOf } from "@/lib/presenters/embed/place";

/** What StatHat's embed.js asks for, and so do the copies of it that pages keep: a script that fills their div. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = publicRoute(answerClassic);

async function answerClassic({ ctx, request, query, file: kind }: Asked): Promise<Reply> {
  const [, , , ...stats] = new URL(request.url).pathname.split("/");
  const asked = classicRequest(kind, stats, query);
  if (asked === null) return { answer: closedProblem("missing") };
  try {
    return await scriptFor(ctx, request, asked);
  } catch (error) {
    if (!(knownRefusal(error) instanceof Refusal)) log().error({ err: error }, "an embed failed");
    return { answer: awayScript(asked) };
  }
}

async function scriptFor(ctx: PublicContext, request: Request, asked: ClassicRequest): Promise<Reply> {
  const { stats: ids, title, spec } = asked;
  const read = await readPublicStats(ctx, { ids, title, spec, place: placeOf(request) });
  if (read.closed !== null) return { answer: closedScript(asked, read.closed) };
  const { links, chart } = read;
  const origins = links.flatMap((link) => link.origins);
  return {
    answer: shownScript(asked, chart, origins),
    seen: () => {
      for (const link of links) countViews(ctx, link);
    },
    everybodys: origins.length === 0,
  };
}
