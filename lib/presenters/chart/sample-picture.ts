import { badgeSvg } from "./badge";
import { drawPicture } from "./picture";
import { placeholderPicture } from "./placeholder";
import { chartSamples } from "./samples";

type Size = readonly [width: number, height: number];

export const SAMPLE_THEMES = ["light", "dark"] as const;
/** Largest first, CSS pixels: a README's, a card's, a word's neighbour. */
export const SAMPLE_SIZES: readonly Size[] = [
  [600, 200],
  [320, 120],
  [150, 50],
];
const SPARK_SIZES: readonly Size[] = [
  [240, 40],
  [132, 32],
  [90, 20],
];
const BADGE_SIZES: readonly Size[] = [[144, 20]];

/** A kind of picture in the gallery. */
interface SampleName {
  /** Part of an address. */
  name: string;
  title: string;
  about: string;
  /** Absent for `SAMPLE_SIZES`. */
  sizes?: readonly Size[];
}

const TITLES: Record<string, string> = {
  line: "Line",
  area: "Area",
  bar: "Bars",
  earlier: "Compared",
  gaps: "Gaps",
  marks: "Annotations and thresholds",
  axes: "Two axes",
  log: "Log scale",
  eight: "Eight stats",
  mini: "Mini",
  number: "Number",
  histogram: "Histogram",
  empty: "No data",
  spark: "Spark",
};

export function sampleNames(): SampleName[] {
  const charts = chartSamples().map(({ name, about, data }) => ({
    name,
    title: TITLES[name] ?? name,
    about,
    ...(data.spec.kind === "spark" ? { sizes: SPARK_SIZES } : {}),
  }));
  return [
    ...charts,
    {
      name: "badge",
      title: "Badge",
      about: "A name and its latest number, for the top of a README",
      sizes: BADGE_SIZES,
    },
    { name: "placeholder", title: "Placeholder", about: "What stands where a graph was, once its link is paused" },
  ];
}

/** The picture of `line-600x200-light`; null for a name, size or theme that the gallery does not have. */
export function samplePicture(file: string): string | null {
  const [, name = "", across = "", down = "", theme = ""] = /^([a-z]+)-(\d+)x(\d+)-(light|dark)$/.exec(file) ?? [];
  const found = sampleNames().find((each) => each.name === name);
  const size = (found?.sizes ?? SAMPLE_SIZES).find(([width, height]) => `${width}x${height}` === `${across}x${down}`);
  if (found === undefined || size === undefined) return null;
  const [width, height] = size;
  const look = { theme: theme as "light" | "dark", width, height, heading: true, credit: true };
  const sample = chartSamples().find((each) => each.name === name);
  if (sample !== undefined) return drawPicture({ data: sample.data, distribution: sample.distribution, look });
  if (name === "badge") return badgeSvg({ label: "signups today", value: "1,284 people", theme: look.theme });
  return placeholderPicture({ title: "This graph is paused", detail: "Whoever made it may let it go on.", ...look });
}
