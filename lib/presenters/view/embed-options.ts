import { MAX_THRESHOLDS, type Threshold } from "@/lib/domain/chart-spec";
import { displayNumber } from "@/lib/domain/number";
import type { StatKind } from "@/lib/domain/stat";
import { PRESETS, stepWords } from "@/lib/domain/step";
import { type BuiltKind, builtKind, type EmbedDraft, thresholdRows } from "./embed-builder";
import { earlierWords } from "./range";
import { stepsFor, usualCompare } from "./range-length";

interface Choice {
  value: string;
  text: string;
}

interface Choices {
  options: Choice[];
  chosen: string;
}

/** Everything the builder's form shows. */
export interface EmbedOptions {
  stats: string;
  title: string;
  titlePlaceholder: string;
  kind: Choices;
  style: Choices;
  range: Choices;
  from: string;
  to: string;
  compare: Choices;
  step: Choices;
  zone: Choices;
  theme: Choices;
  width: string;
  height: string;
  heading: boolean;
  credit: boolean;
  annotations: boolean;
  scale: Choices;
  /** The stats that may go to the right axis; none when there is only one. */
  sides: { id: string; name: string; right: boolean }[];
  thresholds: (Threshold | null)[];
  origins: string;
  until: string;
  /** Today by the team's calendar: the first day that it may end on. */
  today: string;
}

interface Around {
  /** The stats of the draft that were found, in their order. */
  stats: { id: string; name: string; kind: StatKind }[];
  teamZone: string;
  today: string;
}

const KINDS: Record<BuiltKind, string> = {
  graph: "Graph",
  mini: "Mini",
  spark: "Sparkline",
  number: "Number",
  histogram: "Histogram",
};
const STYLES = { auto: "As it suits", line: "Lines", area: "Filled", bar: "Bars" };
const THEMES = { auto: "Like the page", light: "Light", dark: "Dark" };
const SCALES = { linear: "Even steps", log: "Logarithmic" };
const COMPARES: Record<string, string> = {
  "1d": "A day earlier",
  "1w": "A week earlier",
  "1M": "A month earlier",
  "1y": "A year earlier",
};

export function embedOptions(draft: EmbedDraft, { stats, teamZone, today }: Around): EmbedOptions {
  const { spec, look } = draft;
  const chosen = "from" in spec.range;
  return {
    stats: draft.stats.map(({ id }) => id).join(","),
    title: draft.title,
    titlePlaceholder: stats.map(({ name }) => name).join(", "),
    kind: { options: kinds(draft, stats[0]?.kind), chosen: builtKind(spec) },
    style: { options: choices(STYLES), chosen: spec.style },
    range: {
      options: [
        ...PRESETS.map(({ name }) => ({ value: name as string, text: `The last ${name}` })),
        { value: "chosen", text: "From … to …" },
      ],
      chosen: "preset" in spec.range ? spec.range.preset : "chosen",
    },
    from: chosen && "from" in spec.range ? spec.range.from : "",
    to: chosen && "from" in spec.range ? spec.range.to : "",
    compare: compares(draft),
    step: {
      options: [
        { value: "", text: "As it suits" },
        ...stepsFor(spec.range).map((step) => ({ value: step as string, text: upper(stepWords(step)) })),
      ],
      chosen: spec.step ?? "",
    },
    zone: zones(spec.zone, teamZone),
    theme: { options: choices(THEMES), chosen: look.theme },
    width: String(look.width),
    height: String(look.height),
    heading: look.heading,
    credit: look.credit,
    annotations: spec.annotations,
    scale: { options: choices(SCALES), chosen: spec.scale },
    sides: stats.length < 2 ? [] : stats.map(({ id, name }) => ({ id, name, right: isRight(draft, id) })),
    thresholds: thresholdRows(spec.thresholds, MAX_THRESHOLDS),
    origins: draft.origins,
    until: draft.until,
    today,
  };
}

/** A counter has no histogram: its numbers are added up. */
function kinds({ spec }: EmbedDraft, kind: StatKind | undefined): Choice[] {
  return choices(KINDS).filter(({ value }) => value !== "histogram" || kind === "value" || spec.kind === "histogram");
}

function compares({ spec }: EmbedDraft): Choices {
  const usual = usualCompare(spec.range);
  const known = Object.entries(COMPARES).filter(([duration]) => duration !== usual);
  const other = spec.compare === null || spec.compare === usual || spec.compare in COMPARES ? [] : [spec.compare];
  return {
    options: [
      { value: "", text: "Nothing" },
      ...(usual === null ? [] : [{ value: "1", text: upper(earlierWords(spec.range)) }]),
      ...known.map(([value, text]) => ({ value, text })),
      ...other.map((value) => ({ value, text: `${value} earlier` })),
    ],
    chosen: spec.compare === null ? "" : spec.compare === usual ? "1" : spec.compare,
  };
}

function zones(zone: string | null, teamZone: string): Choices {
  const all = new Set(["UTC", ...(zone === null ? [] : [zone]), ...Intl.supportedValuesOf("timeZone")]);
  const sorted = [...all].sort((a, b) => a.localeCompare(b));
  return {
    options: [
      { value: "", text: `The team’s: ${teamZone.replaceAll("_", " ")}` },
      ...sorted.map((value) => ({ value, text: value.replaceAll("_", " ") })),
    ],
    chosen: zone ?? "",
  };
}

function isRight({ stats }: EmbedDraft, id: string): boolean {
  return stats.some((stat) => stat.id === id && stat.axis === "right");
}

function choices<T extends string>(words: Record<T, string>): Choice[] {
  return Object.entries<string>(words).map(([value, text]) => ({ value, text }));
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A threshold's value as its field shows it: every digit. */
export function thresholdValue(threshold: Threshold | null): string {
  return threshold === null ? "" : String(threshold.value);
}

/** "95 ms limit": for whoever hears the row. */
export function thresholdName(threshold: Threshold | null): string {
  return threshold === null ? "Another line" : `Line at ${displayNumber(threshold.value)}`;
}
