import type { EmbedLook } from "@/lib/domain/embed-look";
import type { PublicLink } from "@/lib/domain/public-link";
import { Refusal } from "@/lib/errors";
import type { ChartData } from "@/lib/interactors/charts/read-chart";
import { countViews } from "@/lib/interactors/links/count-views";
import type { PublicChart } from "@/lib/interactors/links/read-public-chart";
import { readPublicChart } from "@/lib/interactors/links/read-public-chart";
import { drawPicture } from "@/lib/presenters/chart/picture";
import { renderPng } from "@/lib/presenters/chart/png";
import { type Answer, answerOf } from "@/lib/presenters/embed/answer";
import { closedAnswer } from "@/lib/presenters/embed/closed";
import { embedCsv, embedJson } from "@/lib/presenters/embed/data";
import { histogramOf } from "@/lib/presenters/embed/embed-data";
import { embedFragment, embedPage } from "@/lib/presenters/embed/html";
import { askedLook, askedScale, settledTheme } from "@/lib/presenters/embed/look";
import { placeOf } from "@/lib/presenters/embed/place";
import { keptAnswer } from "./kept-answers";
import type { Asked, Reply } from "./public-route";

const FILE = /^(.*?)(?:\.(svg|png|json|csv))?$/;

type Face = "page" | "fragment" | "svg" | "png" | "json" | "csv";

/** `/embed/TOKEN` is the page for a frame, `?live=1` the part of it that changes; the endings are its other faces. */
export async function answerEmbed({ ctx, request, query, file, origin }: Asked): Promise<Reply> {
  const [, token = "", ending] = FILE.exec(file) ?? [];
  const face: Face = (ending as Face | undefined) ?? (query.has("live") ? "fragment" : "page");
  const read = await readPublicChart(ctx, { token, ...placeOf(request) });
  if (read.closed !== null) {
    const look = askedLook(query);
    return { answer: await closedAnswer(face, read.closed, look, askedScale(query, look)) };
  }
  const { link, chart } = read;
  const look = askedLook(query, link.look);
  const seen = face === "fragment" ? undefined : () => countViews(ctx, link);
  const made = { face, link, chart, look, scale: askedScale(query, look), origin, ticket: read.ticket };
  const answer = await keptAnswer(chart, keyOf(made), () => draw(made));
  return { answer, seen, everybodys: link.origins.length === 0 };
}

interface Made extends PublicChart {
  face: Face;
  link: PublicLink;
  look: EmbedLook;
  scale: number;
  origin: string;
}

/** All that makes one answer about a chart another than the next. */
function keyOf({ face, link, look, scale, origin, ticket }: Made): string {
  return JSON.stringify([
    face,
    link.origins,
    look,
    face === "png" ? scale : 0,
    ...(isPage(face) ? [origin, ticket] : []),
  ]);
}

function isPage(face: Face): boolean {
  return face === "page" || face === "fragment";
}

async function draw({ face, link, chart, look, scale, origin, ticket }: Made): Promise<Answer> {
  const reach = { origins: link.origins };
  switch (face) {
    case "page":
    case "fragment": {
      const page = { data: chart, look, token: link.token, origin, live: liveAddress(link, look, ticket) };
      if (face === "fragment") return answerOf("fragment", embedFragment(page), reach);
      return answerOf("page", embedPage(page), { ...reach, connect: `${origin}/embed/${link.token}` });
    }
    case "svg":
      return answerOf("svg", pictureOf(chart, look), reach);
    case "png":
      return answerOf(
        "png",
        await pixels(pictureOf(chart, { ...look, theme: settledTheme(look.theme) }), scale),
        reach,
      );
    case "json":
      return answerOf("json", embedJson(chart), reach);
    case "csv":
      return answerOf("csv", embedCsv(chart), reach, {
        more: { "Content-Disposition": `attachment; filename="${link.token}.csv"` },
      });
  }
}

/** Whoever wants more pictures than there is time for is asked to come again. */
const MOST_WAITING = 40;
let waiting = 0;

async function pixels(svg: string, scale: number): Promise<Uint8Array<ArrayBuffer>> {
  if (waiting >= MOST_WAITING)
    throw new Refusal("unavailable", "too many pictures are being drawn", { retryAfterSeconds: 5 });
  waiting += 1;
  try {
    return new Uint8Array(await renderPng(svg, scale));
  } finally {
    waiting -= 1;
  }
}

function pictureOf(chart: ChartData, look: EmbedLook): string {
  return drawPicture({ data: chart, distribution: histogramOf(chart), look });
}

/** Where a page asks for what changes, drawn as it is itself. */
function liveAddress(
  { token }: PublicLink,
  { theme, width, height, heading }: EmbedLook,
  ticket: string | null,
): string {
  const query = new URLSearchParams({
    live: "1",
    theme,
    w: String(width),
    h: String(height),
    title: heading ? "1" : "0",
  });
  if (ticket !== null) query.set("ticket", ticket);
  return `/embed/${token}?${query}`;
}
