import { keptAnswer } from "@/app/embed/kept-answers";
import { type Asked, publicRoute, type Reply } from "@/app/embed/public-route";
import { countViews } from "@/lib/interactors/links/count-views";
import { readPublicChart } from "@/lib/interactors/links/read-public-chart";
import { answerOf } from "@/lib/presenters/embed/answer";
import { embedBadge, shieldsBadge } from "@/lib/presenters/embed/badge";
import { closedBadge, closedProblem } from "@/lib/presenters/embed/closed";
import { askedLook } from "@/lib/presenters/embed/look";
import { placeOf } from "@/lib/presenters/embed/place";

const FILE = /^(.*)\.(svg|json)$/;

/** A badge of an embed: a picture, or what shields.io draws one from. */
async function answerBadge({ ctx, request, query, file }: Asked): Promise<Reply> {
  const [, token = "", ending] = FILE.exec(file) ?? [];
  const read = await readPublicChart(ctx, { token, ...placeOf(request) });
  const { theme } = askedLook(query, read.closed === null ? read.link.look : undefined);
  if (read.closed !== null) {
    return { answer: ending === "svg" ? closedBadge(read.closed, theme) : closedProblem(read.closed) };
  }
  const { link, chart } = read;
  const { origins } = link;
  const answer = await keptAnswer(chart, JSON.stringify(["badge", ending, theme, origins]), async () =>
    ending === "svg"
      ? answerOf("svg", embedBadge(chart, theme), { origins })
      : answerOf("json", shieldsBadge(chart), { origins }),
  );
  return { answer, seen: () => countViews(ctx, link), everybodys: origins.length === 0 };
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = publicRoute(answerBadge);
