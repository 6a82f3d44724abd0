import { type ChartSpec, type ChartStyle, PLAIN_CHART } from "@/lib/domain/chart-spec";
import { EMBED_SIZE, type EmbedLook, PLAIN_LOOK } from "@/lib/domain/embed-look";
import { shortLine } from "@/lib/domain/one-line";
import { PRESETS, type Preset } from "@/lib/domain/step";

const CLASSIC_KINDS = ["graph", "histogram", "data", "table", "text"] as const;
/** What StatHat's embed.js could put on a page: pictures, and the numbers as text, as a table, or the latest alone. */
type ClassicKind = (typeof CLASSIC_KINDS)[number];

/** What a page with StatHat's snippet asks for. */
export interface ClassicRequest {
  /** The id of the div that waits for it, made by the page from the very words of the address. */
  divId: string;
  kind: ClassicKind;
  /** One to three. */
  stats: string[];
  title: string;
  spec: ChartSpec;
  look: EmbedLook;
}

const MOST_STATS = 3;
const LOOKS_LIKE_AN_ID = /^[0-9A-Za-z]{1,32}$/;
/** Characters, of two halves at most: a chart's title has room for them. */
const LONGEST_TITLE = 100;
const USUAL_TIMEFRAME = "week_compare";
/** From this height on there is room for a heading above a chart. CSS pixels. */
const ROOM_FOR_HEADING = 140;

/**
 * `/embed/KIND/s1[/s2[/s3]]?w=&h=&tf=[&style=][&title=][&theme=]`: what cannot be read is taken as StatHat's default,
 * for nobody looks after a page of ten years ago; what JavaScript calls undefined was not said. Null for a kind that
 * there never was, and for what is no id.
 */
export function classicRequest(kind: string, stats: string[], query: URLSearchParams): ClassicRequest | null {
  const known = CLASSIC_KINDS.find((each) => each === kind);
  if (known === undefined || !stats.every((id) => LOOKS_LIKE_AN_ID.test(id))) return null;
  const said = (name: string) => (query.get(name) ?? "").replace(/^undefined$/, "");
  const [timeframe, style] = [said("tf") || USUAL_TIMEFRAME, said("style")];
  const [s1 = "", s2 = "", s3 = ""] = stats;
  const title = shortLine(said("title"), LONGEST_TITLE);
  const spec = specOf(known, timeframe, style);
  const height = pixels(said("h"), EMBED_SIZE.mostHeight) ?? PLAIN_LOOK.height;
  return {
    divId: `statd_embed_${kind}_${[s1, s2, s3, said("w"), said("h"), timeframe, style].join("_")}`,
    kind: known,
    stats: [...new Set(stats.slice(0, MOST_STATS))],
    title,
    spec,
    look: {
      theme: said("theme") === "dark" ? "dark" : "light",
      width: pixels(said("w"), EMBED_SIZE.mostWidth) ?? PLAIN_LOOK.width,
      height,
      heading: height >= ROOM_FOR_HEADING && spec.kind !== "spark" && (spec.axes || title !== ""),
      credit: false,
    },
  };
}

/**
 * What a timeframe and a style mean: `half` is half a day, laid over the same hours of the day before. Bars are drawn
 * alone: a comparison would make lines of them.
 */
function specOf(kind: ClassicKind, timeframe: string, style: string): ChartSpec {
  const known = timeframes.get(timeframe) ?? timeframes.get(USUAL_TIMEFRAME);
  const compares = kind === "graph" && style !== "fill_bar" && style !== "spark";
  return {
    ...PLAIN_CHART,
    ...known,
    ...(compares ? {} : { compare: null }),
    kind: kind === "histogram" ? "histogram" : kind === "graph" && style === "spark" ? "spark" : "graph",
    style: styles.get(style) ?? "line",
    axes: style !== "mini",
    // StatHat drew none, and who made the page did not choose to show what the team writes down.
    annotations: false,
  };
}

const styles = new Map<string, ChartStyle>([
  ["fill", "area"],
  ["fill_bar", "bar"],
]);

type Timeframe = Pick<ChartSpec, "range" | "compare">;

const timeframes = new Map<string, Timeframe>([
  ...PRESETS.flatMap(({ name, compare }) => withComparison(name, { preset: name }, compare)),
  ...withComparison("half", { from: "-12h", to: "now" }, "1d"),
]);

function withComparison(
  name: Preset["name"] | "half",
  range: ChartSpec["range"],
  compare: string,
): [string, Timeframe][] {
  return [
    [name, { range, compare: null }],
    [`${name}_compare`, { range, compare }],
  ];
}

function pixels(text: string, most: number): number | null {
  const asked = Number.parseInt(text, 10);
  return Number.isNaN(asked) ? null : Math.min(Math.max(asked, EMBED_SIZE.least), most);
}
