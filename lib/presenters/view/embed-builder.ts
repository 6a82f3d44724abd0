import type { ChartedStat, ChartSpec, SavedChart, Threshold } from "@/lib/domain/chart-spec";
import { EMBED_SIZE, EMBED_THEMES, type EmbedLook, PLAIN_LOOK } from "@/lib/domain/embed-look";
import type { PublicLink } from "@/lib/domain/public-link";
import { wallClock } from "@/lib/domain/time";
import { readCompared } from "./compared";
import { axesOf, queryOfSpec, specOfQuery } from "./range";

/** An embed as somebody is putting it together; its address says it all. */
export interface EmbedDraft {
  stats: ChartedStat[];
  title: string;
  spec: ChartSpec;
  look: EmbedLook;
  /** As they were typed, one a line. */
  origins: string;
  /** The last day on which it shows anything, `2026-05-04` by the team's calendar; empty is for ever. */
  until: string;
}

type Params = Record<string, string | string[] | undefined>;

/** What the builder's form sends that addresses of charts do not: it says each option, also the usual ones. */
const BUILT = "built";

/** Reads what the builder's form sends, or an address that names stats and how they are drawn. Makes the best of nonsense. */
export function readDraft(params: Params): EmbedDraft {
  const ids = readCompared(params.stats);
  const right = list(params.right).flatMap((each) => each.split(","));
  const axes = axesOf(ids, right);
  return {
    stats: ids.map((id, index) => ({ id, axis: axes[index] ?? "left" })),
    title: last(params, "title").trim(),
    spec: specOfQuery(specParams(params)),
    look: {
      theme: EMBED_THEMES.find((theme) => theme === last(params, "theme")) ?? PLAIN_LOOK.theme,
      width: size(last(params, "w"), PLAIN_LOOK.width, EMBED_SIZE.mostWidth),
      height: size(last(params, "h"), PLAIN_LOOK.height, EMBED_SIZE.mostHeight),
      heading: last(params, "heading") !== "0",
      credit: last(params, "credit") !== "0",
    },
    origins: last(params, "origins").trim(),
    until: /^\d{4}-\d\d-\d\d$/.test(last(params, "until")) ? last(params, "until") : "",
  };
}

/** The query that `readDraft` reads as this draft, without a question mark; what is as usual is left out. */
export function draftQuery({ stats, title, spec, look, origins, until }: EmbedDraft): string {
  const said = new URLSearchParams({ stats: stats.map(({ id }) => id).join(",") });
  const right = stats.filter(({ axis }) => axis === "right").map(({ id }) => id);
  const more: Record<string, string> = {
    right: right.join(","),
    title,
    theme: look.theme === PLAIN_LOOK.theme ? "" : look.theme,
    w: look.width === PLAIN_LOOK.width ? "" : String(look.width),
    h: look.height === PLAIN_LOOK.height ? "" : String(look.height),
    heading: look.heading ? "" : "0",
    credit: look.credit ? "" : "0",
    origins,
    until,
  };
  for (const [name, value] of Object.entries(more)) if (value !== "") said.set(name, value);
  return `${said.toString().replaceAll("%2C", ",")}&${queryOfSpec(spec)}`;
}

/** Where an embed of some stats is made, to begin with as `query` draws them. */
export function embedHref(ids: string[], query: string): string {
  return `/embeds/new?stats=${ids.map(encodeURIComponent).join(",")}&${query}`;
}

/** The same of a chart that somebody saved. */
export function chartEmbedHref({ title, spec, stats }: Pick<SavedChart, "title" | "spec" | "stats">): string {
  return `/embeds/new?${draftQuery({ title, spec, stats, look: PLAIN_LOOK, origins: "", until: "" })}`;
}

/** The draft that an embed was made from, to change it. */
export function draftOf(
  link: PublicLink,
  chart: Pick<SavedChart, "title" | "spec" | "stats">,
  zone: string,
): EmbedDraft {
  return {
    stats: chart.stats,
    title: chart.title,
    spec: chart.spec,
    look: link.look,
    origins: link.origins.join("\n"),
    until: lastDayOf(link.expiresAt, zone),
  };
}

/** The origins that were typed, one a line or separated by commas. */
export function originList(typed: string): string[] {
  return typed.split(/[\s,]+/).filter((origin) => origin !== "");
}

/** The last day before a moment by a zone's calendar, as a date field writes it; empty for none. */
export function lastDayOf(moment: Date | null, zone: string): string {
  if (moment === null) return "";
  const { year, month, day } = wallClock(moment.getTime() / 1_000 - 1, zone);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

export type BuiltKind = "graph" | "mini" | "spark" | "number" | "histogram";

/** What the builder calls a kind of chart: a graph without axes is a kind of its own. */
export function builtKind({ kind, axes }: ChartSpec): BuiltKind {
  return kind === "graph" && !axes ? "mini" : kind;
}

function specParams(params: Params): Params {
  const isBuilt = last(params, BUILT) === "1";
  const single = Object.fromEntries(Object.keys(params).map((name) => [name, last(params, name)]));
  const kind = single.kind === "mini" ? { kind: "graph", axes: "0" } : {};
  if (!isBuilt) return { ...single, ...kind, threshold: list(params.threshold) };
  const chosen = single.range === "chosen";
  return {
    ...single,
    ...kind,
    ...(chosen ? {} : { from: undefined, to: undefined }),
    threshold: builtThresholds(params),
  };
}

/** The rows of the form: each has all three fields, also those that are empty. */
function builtThresholds(params: Params): string[] {
  const [labels, sides] = [list(params.label), list(params.side)];
  return list(params.value).flatMap((value, index) =>
    value.trim() === "" ? [] : [`${sides[index] === "right" ? "right:" : ""}${value.trim()}:${labels[index] ?? ""}`],
  );
}

/** The rows that the form shows: those that are there, and an empty one while there is room. */
export function thresholdRows(thresholds: Threshold[], most: number): (Threshold | null)[] {
  return thresholds.length < most ? [...thresholds, null] : thresholds;
}

function size(typed: string, usual: number, most: number): number {
  const pixels = Number(typed);
  if (typed.trim() === "" || !Number.isFinite(pixels)) return usual;
  return Math.min(most, Math.max(EMBED_SIZE.least, Math.round(pixels)));
}

function list(value: string | string[] | undefined): string[] {
  return [value ?? []].flat();
}

/** A checkbox follows a hidden field of its name, so the last one counts. */
function last(params: Params, name: string): string {
  return list(params[name]).at(-1) ?? "";
}

/** A query as the pages of Next are handed it. */
export function paramsOf(query: string): Params {
  const said = new URLSearchParams(query);
  return Object.fromEntries([...new Set(said.keys())].map((name) => [name, said.getAll(name)]));
}
