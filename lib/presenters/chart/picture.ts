import type { Histogram } from "@/lib/domain/distribution-histogram";
import type { EmbedLook } from "@/lib/domain/embed-look";
import { chartRequest, type DrawnData } from "./chart-request";
import { chartModel } from "./model";
import { frame, picturePaper } from "./picture-frame";
import { graphPicture } from "./picture-graph";
import { histogramPicture } from "./picture-histogram";
import { numberPicture } from "./picture-number";
import { sparkPicture } from "./picture-spark";

export { PICTURE_STYLE } from "./picture-frame";

/** A chart as it stands alone: in a README, a mail, on a page that is not ours. */
export interface Picture {
  data: DrawnData;
  /** What a histogram shows; null for other kinds, and for a counter. */
  distribution: Histogram | null;
  look: EmbedLook;
}

/**
 * The picture as one `<svg>` of exactly `look.width` × `look.height` CSS pixels that needs nothing around it. With a
 * theme of its own it has plain colours only, as `renderPng` needs them; `auto` has one `<style>`, which is
 * `PICTURE_STYLE`. Throws a RangeError without a series.
 */
export function drawPicture({ data, distribution, look }: Picture): string {
  const paper = picturePaper(look, data.spec.kind);
  const request = chartRequest(data, { width: paper.width, height: paper.height });
  const { kind } = data.spec;
  if (kind === "histogram") return frame(paper, histogramPicture(chartModel(request), distribution, look, paper));
  if (kind === "number") return frame(paper, numberPicture(chartModel({ ...request, axes: false }), look, paper));
  if (kind === "spark") return frame(paper, sparkPicture(chartModel({ ...request, axes: false }), look, paper));
  return frame(paper, graphPicture(request, look, paper));
}
