import { createHash } from "node:crypto";
import { PICTURE_STYLE } from "@/lib/presenters/chart/picture";

const STYLE_HASH = createHash("sha256").update(PICTURE_STYLE).digest("base64");

/** Opened by itself, a drawing runs nothing and fetches nothing. */
const INERT = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; sandbox`;

interface PictureFile {
  /** Made of letters and digits. */
  name: string;
  /** To be kept as a file instead of shown. */
  download: boolean;
}

/** A picture as an answer to whoever may see its numbers: an SVG as text, a PNG as bytes. */
export function pictureResponse(picture: string | Uint8Array<ArrayBuffer>, { name, download }: PictureFile): Response {
  const [type, ending] = typeof picture === "string" ? ["image/svg+xml; charset=utf-8", "svg"] : ["image/png", "png"];
  return new Response(picture, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `${download ? "attachment" : "inline"}; filename="${name}.${ending}"`,
      "Content-Security-Policy": INERT,
      "Cross-Origin-Resource-Policy": "same-origin",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
