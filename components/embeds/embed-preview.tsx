import type { PreviewPicture } from "@/lib/presenters/view/embed-preview";

const GROUNDS = { light: "bg-[#ffffff]", dark: "bg-[#141312]" };

interface EmbedPreviewProps {
  pictures: PreviewPicture[];
  /** What the chart is called. */
  name: string;
}

/** How an embed would look on somebody's page; wider ones are shown smaller. */
export function EmbedPreview({ pictures, name }: EmbedPreviewProps) {
  return (
    <div className="grid gap-5">
      {pictures.map(({ theme, src, width, height }) => (
        <figure key={theme}>
          <div
            className={`grid place-items-center overflow-hidden rounded border border-hairline p-4 sm:p-8 ${GROUNDS[theme]}`}
          >
            {/* biome-ignore lint/performance/noImgElement: a picture that was drawn a moment ago, with nothing to optimise */}
            <img
              src={src}
              width={width}
              height={height}
              alt={`${name}, on a ${theme} page`}
              className="h-auto max-w-full"
            />
          </div>
          <figcaption className="mt-1.5 text-small text-muted">
            On a {theme} page, {width} × {height} pixels
          </figcaption>
        </figure>
      ))}
    </div>
  );
}
