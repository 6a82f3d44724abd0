import type { EmbedLook } from "@/lib/domain/embed-look";
import type { MailedChart } from "@/lib/domain/letter";
import { drawPicture } from "@/lib/presenters/chart/picture";
import { renderPng } from "@/lib/presenters/chart/png";
import type { Attachment } from "./post";

/** What a template calls the picture of its letter by. */
const CHART_ID = "chart";

/** Between a phone's width and a desk's, so that its words can be read on both. CSS pixels. */
const LOOK = { theme: "light", width: 480, height: 220, heading: false, credit: false } as const;
/** Sharp where it is shown wider on a screen of twice the pixels. */
const SCALE = 2.5;

/** The chart of a letter as a picture that goes along with it. The same chart is the same picture, to the last byte. */
export async function chartAttachment(chart: MailedChart): Promise<Attachment> {
  return pictureAttachment(CHART_ID, chart, LOOK, SCALE);
}

/** A chart as a picture that HTML calls by `id`, `scale` times the size of its look. */
export async function pictureAttachment(
  id: string,
  chart: MailedChart,
  look: EmbedLook,
  scale: number,
): Promise<Attachment> {
  const png = await renderPng(drawPicture({ data: chart, distribution: null, look }), scale);
  return {
    filename: `${id}.png`,
    contentType: "image/png",
    contentId: id,
    content: Buffer.from(png).toString("base64"),
  };
}
