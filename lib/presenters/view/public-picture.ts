import { type EmbedLook, PLAIN_LOOK } from "@/lib/domain/embed-look";
import { drawPicture } from "@/lib/presenters/chart/picture";
import { placeholderPicture } from "@/lib/presenters/chart/placeholder";
import { type EmbedData, histogramOf } from "@/lib/presenters/embed/embed-data";

/** What previews of an address show, at twice this size: 1200 × 630 pixels. */
export const PUBLIC_PICTURE: EmbedLook = { ...PLAIN_LOOK, theme: "light", width: 600, height: 315 };
export const PUBLIC_PICTURE_SCALE = 2;

/** The picture of a public page; with nothing to draw, its name alone. */
export function publicPicture(data: EmbedData | null, name: string): string {
  const { theme, width, height } = PUBLIC_PICTURE;
  if (data === null) return placeholderPicture({ title: name, detail: "", theme, width, height });
  return drawPicture({ data: { ...data, title: name }, distribution: histogramOf(data), look: PUBLIC_PICTURE });
}
