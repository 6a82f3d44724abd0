import { SAMPLE_SIZES, SAMPLE_THEMES, sampleNames } from "@/lib/presenters/chart/sample-picture";

export interface ExhibitPicture {
  src: string;
  alt: string;
  /** CSS pixels. */
  width: number;
  height: number;
}

/** One kind of chart in the gallery. */
export interface Exhibit {
  /** Part of an address. */
  name: string;
  title: string;
  about: string;
  themes: { theme: string; pictures: ExhibitPicture[] }[];
}

export function galleryView(): Exhibit[] {
  return sampleNames().map(({ name, title, about, sizes }) => ({
    name,
    title,
    about,
    themes: SAMPLE_THEMES.map((theme) => ({
      theme,
      pictures: (sizes ?? SAMPLE_SIZES).map(([width, height]) => ({
        src: `/docs/charts/${name}-${width}x${height}-${theme}.svg`,
        alt: `${title}, ${theme}, ${width} by ${height}`,
        width,
        height,
      })),
    })),
  }));
}
