import { readAsked } from "@/app/(public)/s/[token]/read-asked";
import { type ReadPublic, shownChart } from "@/app/(public)/s/[token]/read-public";
import { publicRoute } from "@/app/embed/public-route";
import { renderPng } from "@/lib/presenters/chart/png";
import { answerOf } from "@/lib/presenters/embed/answer";
import { closedAnswer } from "@/lib/presenters/embed/closed";
import { PUBLIC_PICTURE, PUBLIC_PICTURE_SCALE, publicPicture } from "@/lib/presenters/view/public-picture";

/** What previews of a public page's address show. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = publicRoute(async (asked) => {
  const found = await readAsked(asked);
  if (found.opens === "nothing") {
    return { answer: await closedAnswer("png", found.closed, PUBLIC_PICTURE, PUBLIC_PICTURE_SCALE) };
  }
  const png = await renderPng(pictureOf(found), PUBLIC_PICTURE_SCALE);
  return { answer: answerOf("png", new Uint8Array(png), { origins: [] }) };
});

/** Of a dashboard, its first chart that has something to show. */
function pictureOf(found: Exclude<ReadPublic, { opens: "nothing" }>): string {
  if (found.opens === "stat") return publicPicture(shownChart(found), found.read.stat.name);
  const { dashboard, cards } = found.read;
  return publicPicture(cards.find(({ data }) => data !== null)?.data ?? null, dashboard.name);
}
