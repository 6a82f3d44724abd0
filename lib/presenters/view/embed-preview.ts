import type { EmbedLook } from "@/lib/domain/embed-look";
import { drawPicture } from "@/lib/presenters/chart/picture";
import { type EmbedData, histogramOf } from "@/lib/presenters/embed/embed-data";

/** A picture of an embed on a page of one theme. */
export interface PreviewPicture {
  theme: "light" | "dark";
  /** A data URL. */
  src: string;
  width: number;
  height: number;
}

/** What an embed would show now: one that follows its page in both themes, any other in its own. */
export function previewPictures(data: EmbedData, look: EmbedLook): PreviewPicture[] {
  const themes = look.theme === "auto" ? (["light", "dark"] as const) : [look.theme];
  const distribution = histogramOf(data);
  return themes.map((theme) => {
    const svg = drawPicture({ data, distribution, look: { ...look, theme } });
    const src = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
    return { theme, src, width: look.width, height: look.height };
  });
}
