import type { Exhibit, ExhibitPicture } from "@/lib/presenters/view/gallery";

/** Each kind of chart once in each theme: the same picture in all its sizes. */
export function Gallery({ exhibits }: { exhibits: Exhibit[] }) {
  return exhibits.map(({ name, title, about, themes }) => (
    <section
      key={name}
      id={name}
      aria-labelledby={`${name}-title`}
      className="grid grid-cols-[minmax(0,1fr)] gap-4 border-t border-hairline pt-6 pb-10"
    >
      <div>
        <h2 id={`${name}-title`} className="text-lead font-semibold">
          {title}
        </h2>
        <p className="text-muted">{about}</p>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2">
        {themes.map(({ theme, pictures }) => (
          <div
            key={theme}
            data-theme={theme}
            className="flex flex-wrap content-start items-start gap-3 rounded bg-paper p-3"
          >
            {pictures.map((picture) => (
              <Picture key={picture.src} {...picture} />
            ))}
          </div>
        ))}
      </div>
    </section>
  ));
}

function Picture({ src, alt, width, height }: ExhibitPicture) {
  // biome-ignore lint/performance/noImgElement: the picture itself is to be seen, as any page would show it
  return <img src={src} alt={alt} width={width} height={height} loading="lazy" className="h-auto max-w-full" />;
}
