import { renderPng } from "@/lib/presenters/chart/png";
import { samplePicture } from "@/lib/presenters/chart/sample-picture";
import { pictureResponse } from "@/lib/presenters/http/picture-response";

const SHARP = 2;
const MISSING = { "Cache-Control": "private, no-store" };

/** One picture of the gallery: `line-600x200-light.svg`, or the same as PNG at twice its size. */
export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params;
  const [, name = "", ending = ""] = /^([a-z0-9-]+)\.(svg|png)$/.exec(file) ?? [];
  const svg = samplePicture(name);
  if (svg === null) return new Response("There is no such picture.\n", { status: 404, headers: MISSING });
  return pictureResponse(ending === "svg" ? svg : await renderPng(svg, SHARP), { name, download: false });
}
