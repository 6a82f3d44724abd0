import type { Histogram } from "@/lib/domain/distribution-histogram";
import type { EmbedLook } from "@/lib/domain/embed-look";
import { displayExact, displayNumber, withUnit } from "@/lib/domain/number";
import { bucketWords, countRoom, drawHistogram } from "./histogram";
import { element } from "./markup";
import type { ChartModel } from "./model";
import { fixedPen } from "./pen";
import { type Drawn, type Paper, words } from "./picture-frame";
import { caption } from "./picture-heading";

const CAPTION_FROM = 150;

/** How the numbers of a value are spread over the range of a chart. */
export function histogramPicture(
  model: ChartModel,
  distribution: Histogram | null,
  look: EmbedLook,
  paper: Paper,
): Drawn {
  const [first] = model.series;
  const title = model.title;
  const unit = first?.unit ?? "";
  const buckets = distribution?.buckets ?? [];
  const n = buckets.reduce((total, bucket) => total + bucket.n, 0);
  const { pad, width, height, tiny, theme } = paper;
  const head = look.heading ? histogramHeading(title, n, paper) : { marks: [], height: 0 };
  const captioned = !tiny && height >= CAPTION_FROM;
  const said = [unit, model.rangeWords].filter((text) => text !== "").join(", ");
  const foot = captioned ? caption({ said, earlierWords: "", credit: look.credit }, paper) : [];
  const top = head.height === 0 ? pad / 2 : pad + head.height;
  const bottom = captioned ? height - pad - 12 : height - (tiny ? pad : 4);
  const about = distribution === null && first?.kind === "counter" ? "a counter has no histogram" : "no data";
  const place = { x: width / 2, y: (top + bottom) / 2 + 4, room: width - 2 * pad, size: 13 };
  if (distribution === null || n === 0) {
    const drawn = words(about, { ...place, anchor: "middle", colour: "muted" }, theme);
    return { title, description: `${title}, ${model.rangeWords}: ${about}.`, marks: [...head.marks, drawn, ...foot] };
  }
  const plot = { ...distribution, unit, height: Math.max(16, bottom - top), axes: !tiny };
  const left = pad + (tiny ? 0 : Math.max(0, countRoom(plot) - 2));
  const right = tiny ? pad : pad + 8;
  const bars = drawHistogram(plot, fixedPen(Math.max(8, width - left - right), theme));
  const drawn = element("g", { transform: `translate(${left} ${top})` }, ...bars);
  return { title, description: spreadWords(model, distribution, n, unit), marks: [...head.marks, drawn, ...foot] };
}

function histogramHeading(
  title: string,
  n: number,
  { pad, width, height, tiny, theme }: Paper,
): { marks: string[]; height: number } {
  const size = tiny ? 10 : height < 160 ? 12 : 14;
  const y = pad + size * 0.85;
  const count = n === 0 ? "" : `${displayNumber(n)} ${n === 1 ? "number" : "numbers"}`;
  const room = (width - 2 * pad) * 0.4;
  const counted = words(
    count,
    { x: width - pad, y, room, size: Math.min(size, 12), anchor: "end", colour: "muted" },
    theme,
  );
  const titled = words(title, { x: pad, y, room: (width - 2 * pad) * 0.6 - 12, size, weight: "bold" }, theme);
  return { marks: [titled, counted], height: size + 4 };
}

function spreadWords({ title, rangeWords, zone }: ChartModel, { buckets }: Histogram, n: number, unit: string): string {
  const filled = buckets.filter((bucket) => bucket.n > 0);
  const fullest = filled.reduce((most, bucket) => (bucket.n > most.n ? bucket : most));
  const [from, to] = [filled[0]?.from ?? 0, filled.at(-1)?.to ?? 0];
  const ends = `from ${displayNumber(from)} to ${withUnit(displayNumber(to), unit)}`;
  return `${title}, ${rangeWords} (${zone}): ${displayExact(n)} ${n === 1 ? "number" : "numbers"} ${ends}. The fullest bar is ${bucketWords(fullest, unit)}.`;
}
