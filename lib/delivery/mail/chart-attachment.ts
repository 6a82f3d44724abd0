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
  const png = await renderPng(drawPicture({ data: chart, distribution: null, look: LOOK }), SCALE);
  return {
    filename: "chart.png",
    contentType: "image/png",
    contentId: CHART_ID,
    content: Buffer.from(png).toString("base64"),
  };
}
