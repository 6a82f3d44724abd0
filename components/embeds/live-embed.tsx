import type { EmbedLook } from "@/lib/domain/embed-look";

const GROUNDS = { light: "bg-[#ffffff]", dark: "bg-[#141312]" };

interface LiveEmbedProps {
  name: string;
  token: string;
  look: EmbedLook;
}

/** An embed as it is out there: one that follows its page in both themes, any other in its own. */
export function LiveEmbed({ name, token, look }: LiveEmbedProps) {
  const themes = look.theme === "auto" ? (["light", "dark"] as const) : [look.theme];
  return (
    <>
      {themes.map((theme) => (
        <figure key={theme} className="min-w-0">
          <div className={`overflow-hidden rounded border border-hairline p-4 sm:p-8 ${GROUNDS[theme]}`}>
            <iframe
              src={`/embed/${token}?theme=${theme}`}
              title={`${name}, on a ${theme} page`}
              width={look.width}
              height={look.height}
              loading="lazy"
              className="mx-auto block max-w-full"
            />
          </div>
          <figcaption className="mt-1.5 text-small text-muted">On a {theme} page</figcaption>
        </figure>
      ))}
    </>
  );
}
