import type { EmbedLook } from "@/lib/domain/embed-look";
import { element } from "./markup";
import { type ChartModel, type ChartRequest, chartModel } from "./model";
import { fixedPen } from "./pen";
import type { Drawn, Paper } from "./picture-frame";
import { caption, heading, headingHeight } from "./picture-heading";
import { drawPlot } from "./plot";
import { textWidth } from "./text";

const CAPTION_FROM = 150;
const CAPTION_ROOM = 12;
/** Letters of a picture are smaller than those of a page, so there is room for more time marks. */
const DENSER = 1.15;
/** What keeps dots whole at the edge of a graph without axes. */
const BARE = { top: 5, right: 5, bottom: 5, left: 5 };

/** Points over time, with their marks where there is room for them. */
export function graphPicture(request: ChartRequest, look: EmbedLook, paper: Paper): Drawn {
  const axes = request.axes !== false && !paper.tiny;
  const titled = request.title !== undefined;
  const headed = look.heading ? headingHeight(request.series.length, titled, paper) : 0;
  const captioned = axes && paper.height >= CAPTION_FROM;
  const top = headed === 0 ? paper.pad / 2 : paper.pad + headed;
  const bottom = captioned ? paper.height - paper.pad - CAPTION_ROOM : paper.height - (axes ? 4 : paper.pad / 2);
  const model = chartModel({
    ...request,
    axes,
    width: paper.width * DENSER,
    height: Math.max(16, bottom - top),
  });
  const foot = captioned
    ? caption({ said: captionWords(model), earlierWords: model.earlierWords, credit: look.credit }, paper)
    : [];
  const head = headed === 0 ? [] : heading(model, titled, paper);
  return {
    title: model.title,
    description: model.description,
    marks: [...head, placed(model, top, paper), ...foot],
  };
}

function captionWords({ stepWords, rangeWords, scaleNote, zone }: ChartModel): string {
  return [`${stepWords}, ${rangeWords}, ${zone.replaceAll("_", " ")}`, scaleNote]
    .filter((text) => text !== "")
    .join(". ");
}

function placed(model: ChartModel, top: number, paper: Paper): string {
  const { axes, yRight } = model;
  const margin = axes ? model.margin : BARE;
  const inset = paper.pad - (axes ? 2 : 4);
  const left = axes ? inset + margin.left - 4 : inset;
  const right = axes ? inset + (yRight === null ? 8 : margin.right - 4) : inset;
  const plotWidth = Math.max(8, paper.width - left - right);
  const pen = fixedPen(plotWidth, paper.theme);
  const drawn = drawPlot(withinPaper({ ...model, margin }, { left, right, plotWidth }), pen);
  return element("g", { transform: `translate(${left} ${top})` }, ...drawn);
}

/** Without the time marks whose letters would leave the paper. */
function withinPaper(
  model: ChartModel,
  { left, right, plotWidth }: { left: number; right: number; plotWidth: number },
): ChartModel {
  const { x } = model;
  const ticks = x.ticks.filter(({ t, label }) => {
    const at = ((t - x.from) / (x.to - x.from)) * plotWidth;
    const half = textWidth(label, { size: 11 }) / 2 + 3;
    return at + half <= plotWidth + right && at - half >= -left;
  });
  return { ...model, x: { ...x, ticks } };
}
