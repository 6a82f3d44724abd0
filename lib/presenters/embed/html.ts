import type { EmbedLook } from "@/lib/domain/embed-look";
import { displayNumber } from "@/lib/domain/number";
import { chartRequest } from "@/lib/presenters/chart/chart-request";
import { bucketWords, countRoom, histogramSvg } from "@/lib/presenters/chart/histogram";
import { latestOf } from "@/lib/presenters/chart/marks";
import { element, escapeText } from "@/lib/presenters/chart/markup";
import { AXIS_ROOM, type ChartModel, type ChartSeries, chartModel } from "@/lib/presenters/chart/model";
import { sparklineSvg } from "@/lib/presenters/chart/sparkline";
import { drawSvg } from "@/lib/presenters/chart/svg";
import { changeView } from "@/lib/presenters/view/change";
import { type EmbedData, histogramOf } from "./embed-data";
import { type Layout, layoutOf } from "./layout";
import { graphReadings, wordReadings } from "./readings";
import { EMBED_SCRIPT } from "./script";
import { EMBED_STYLE } from "./style";

export interface EmbedPage {
  data: EmbedData;
  look: EmbedLook;
  token: string;
  /** Ours, without a slash at its end. */
  origin: string;
  /** Where the script asks for the part that changes; a path. */
  live: string;
}

/**
 * The page in the frame: exactly as high as its look says where its width lets every line be one, whole without its
 * script, and asking nobody but us for anything. What changes is all in its `<main>`.
 */
export function embedPage(page: EmbedPage): string {
  const { look, origin, token } = page;
  const part = drawnPart(page);
  const theme = look.theme === "auto" ? "" : ` data-theme="${look.theme}"`;
  const about = `${origin}/oembed?url=${encodeURIComponent(`${origin}/embed/${token}`)}&format=json`;
  const found = { rel: "alternate", type: "application/json+oembed", href: about, title: part.title };
  return (
    `<!doctype html><html lang="en"${theme}><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeText(part.title)} · Statnest</title>` +
    `<link rel="icon" href="data:,">${element("link", found).replace(/\/>$/, ">")}<style>${EMBED_STYLE}</style></head>` +
    `<body>${mainOf(page, part)}<script>${EMBED_SCRIPT}</script></body></html>`
  );
}

/** The part of the page that changes. */
export function embedFragment(page: EmbedPage): string {
  return mainOf(page, drawnPart(page));
}

/** What a kind of chart puts into the page. */
interface Part {
  title: string;
  markup: string;
  /** What stands below it. */
  said: string;
}

function drawnPart(page: EmbedPage): Part {
  return { graph, histogram: histogramPart, number: bigNumbers, spark }[page.data.spec.kind](page);
}

function mainOf({ token, live, look, origin }: EmbedPage, { title, markup, said }: Part): string {
  const { footer } = layoutOf(look);
  const line = element("p", { class: footer ? "o" : "o x", "aria-live": "polite" }, escapeText(said));
  const home = { href: origin, target: "_blank", rel: "noopener" };
  const credit = look.credit ? element("a", home, "Statnest") : "";
  const below = footer ? element("footer", {}, line, credit) : line;
  // A page is called something, even where its look leaves no room for that.
  const name = markup.includes("<h1") ? "" : element("h1", { class: "x" }, escapeText(title));
  return element("main", { "data-token": token, "data-live": live }, name, markup, below);
}

/** The chart at the size that its plot has. */
function modelOf({ data }: EmbedPage, { width, height, axes }: Layout): ChartModel {
  const request = chartRequest(data, { width: Math.max(100, width), height });
  return chartModel({ ...request, axes: axes && data.spec.axes });
}

function graph(page: EmbedPage): Part {
  const { look, data } = page;
  const several = data.series.length > 1;
  const plain = modelOf(page, layoutOf(look));
  const entries = several || (plain.earlierWords !== "" && look.height >= 140) ? legendEntries(plain, several) : [];
  const words = entries.map(({ name, number }) => (number === "" ? name : `${name} ${number}`));
  const layout = layoutOf(look, words, !several || data.title !== "");
  const model = entries.length === 0 ? plain : modelOf(page, layout);
  const { title, unit, stepWords, rangeWords, margin } = model;
  const sides = `c l${margin.left} r${margin.right}`;
  const markup =
    (layout.heading ? heading(model, several) : "") +
    (entries.length === 0 ? "" : element("ul", { class: "k" }, ...entries.map(legendEntry))) +
    reader(model, sides, graphReadings(model), drawSvg(model));
  return { title, markup, said: [unit, stepWords, rangeWords].filter((each) => each !== "").join(", ") };
}

/** The one tab stop: the keys read its numbers, and the script says them in the line below. */
function reader(
  { title, description }: Pick<ChartModel, "title" | "description">,
  sides: string,
  readings: string,
  svg: string,
): string {
  const about = {
    role: "application",
    "aria-roledescription": "chart",
    "aria-label": `${title}. Arrow keys read the numbers`,
    "aria-description": description,
    tabindex: 0,
  };
  return element("div", { class: sides, ...about, "data-p": readings }, svg);
}

function heading(model: ChartModel, several: boolean): string {
  const [first] = model.series;
  const latest = several || first === undefined ? "" : latestWords(first, model);
  return element("header", {}, titled(model.title), latest);
}

function titled(title: string): string {
  return element("h1", { title }, escapeText(title));
}

/** "1,234 ms ↑ +12 %": the latest number with its unit and, of a comparison, its change. */
function latestWords(series: ChartSeries, model: ChartModel): string {
  const latest = latestOf(series);
  if (latest === null) return element("p", { class: "v" }, element("small", {}, "no data"));
  const change = changeView(latest.value, latest.before, `on ${model.earlierWords}`);
  const unit = series.unit === "" ? "" : element("small", {}, escapeText(series.unit));
  const changed =
    change === null
      ? ""
      : element(
          "small",
          { title: change.detail },
          escapeText(`${change.arrow} ${change.percent}`),
          element("span", { class: "x" }, escapeText(` ${change.words}`)),
        );
  return element("p", { class: "v" }, escapeText(displayNumber(latest.value)), unit, changed);
}

interface LegendEntry {
  name: string;
  /** Empty for none. */
  number: string;
  colour: string;
  dashed: boolean;
}

function legendEntries({ series, earlierWords }: ChartModel, several: boolean): LegendEntry[] {
  const entries = series.map((each) => {
    const latest = latestOf(each);
    const number = several && latest !== null ? displayNumber(latest.value) : "";
    const name = each.axis === "right" ? `${each.name} (right)` : each.name;
    return { name, number, colour: each.colour, dashed: false };
  });
  if (earlierWords === "") return entries;
  const colour = several ? "muted" : (series[0]?.colour ?? "muted");
  return [...entries, { name: earlierWords, number: "", colour, dashed: true }];
}

function legendEntry({ name, number, colour, dashed }: LegendEntry): string {
  const line = {
    ...{ x1: 1, x2: 15, y1: 4, y2: 4, stroke: `var(--${colour})`, "stroke-width": dashed ? 2 : 3 },
    ...(dashed ? { "stroke-dasharray": "3.5 4", "stroke-opacity": 0.6 } : { "stroke-linecap": "round" }),
  };
  const swatch = element("svg", { width: 16, height: 8, "aria-hidden": "true" }, element("line", line));
  const told = number === "" ? "" : element("b", {}, escapeText(number));
  return element("li", {}, swatch, element("span", {}, escapeText(name)), told);
}

function histogramPart(page: EmbedPage): Part {
  const layout = layoutOf(page.look);
  const { title, rangeWords, series } = modelOf(page, layout);
  const spread = histogramOf(page.data);
  const [first] = series;
  const head = layout.heading ? element("header", {}, titled(title)) : "";
  if (spread === null || spread.buckets.length === 0) {
    const why = spread === null && first?.kind === "counter" ? "a counter has no histogram" : "no data";
    return { title, markup: head + element("p", { class: "v" }, element("small", {}, why)), said: rangeWords };
  }
  const unit = first?.unit ?? "";
  const words = spread.buckets.filter(({ n }) => n > 0).map((bucket) => bucketWords(bucket, unit));
  const description = `${title}, ${rangeWords}: ${words.join("; ")}.`;
  const drawing = { ...spread, unit, height: layout.height, title, description };
  const wanted = countRoom(drawing);
  const room = AXIS_ROOM.find((each) => each >= wanted) ?? AXIS_ROOM.at(-1);
  const chart = reader({ title, description }, `c l${room} r16`, wordReadings(words), histogramSvg(drawing));
  return { title, markup: head + chart, said: [unit, rangeWords].filter((each) => each !== "").join(", ") };
}

function spark(page: EmbedPage): Part {
  const layout = layoutOf(page.look);
  const model = modelOf(page, layout);
  const drawing = { width: layout.width, height: layout.height, label: model.description };
  const line = element("div", { class: "c" }, sparklineSvg(model.series[0]?.values ?? [], drawing));
  const head = layout.heading ? heading(model, false) : "";
  return { title: model.title, markup: head + line, said: model.rangeWords };
}

function bigNumbers(page: EmbedPage): Part {
  const layout = layoutOf(page.look);
  const model = modelOf(page, layout);
  const cells = model.series.map((series) => {
    const name = model.series.length === 1 ? model.title : series.name;
    return element("div", {}, layout.heading ? titled(name) : "", latestWords(series, model));
  });
  return { title: model.title, markup: element("div", { class: "n" }, ...cells), said: model.rangeWords };
}
