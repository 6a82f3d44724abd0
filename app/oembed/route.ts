import { type Asked, problemReply, publicRoute, type Reply } from "@/app/embed/public-route";
import { readPublicChart } from "@/lib/interactors/links/read-public-chart";
import { answerOf } from "@/lib/presenters/embed/answer";
import { closedProblem } from "@/lib/presenters/embed/closed";
import { titleOf } from "@/lib/presenters/embed/data";
import { askedLook } from "@/lib/presenters/embed/look";
import { oembedAnswer, oembedRequest } from "@/lib/presenters/embed/oembed";
import { placeOf } from "@/lib/presenters/embed/place";

/** What a site that is given the address of an embed shows instead of it. */
async function answerOembed({ ctx, request, query, origin }: Asked): Promise<Reply> {
  const asked = oembedRequest(query, origin);
  if (asked === null) return problemReply(501, "Not Implemented", "the format is json or xml");
  const read = await readPublicChart(ctx, { token: asked.token ?? "", ...placeOf(request) });
  if (read.closed === "locked")
    return problemReply(401, "Unauthorized", "this embed is only for the pages it was made for");
  if (read.closed !== null) return { answer: closedProblem(read.closed) };
  const { link, chart } = read;
  const look = askedLook(new URL(query.get("url") ?? "").searchParams, link.look);
  const body = oembedAnswer({ origin, token: link.token, title: titleOf(chart), look }, asked);
  return { answer: answerOf(asked.format, body, { origins: link.origins }) };
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = publicRoute(answerOembed);
