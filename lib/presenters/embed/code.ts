import type { PublicLink } from "@/lib/domain/public-link";
import { element, escapeText } from "@/lib/presenters/chart/markup";

/** What is copied into somebody's page or README to show an embed there. */
export interface EmbedCode {
  iframe: string;
  image: string;
  /** Two images, of which the reader's theme chooses. */
  picture: string;
  markdown: string;
  /** A frame that takes the height of what is in it. */
  script: string;
  /** Markdown. */
  badge: string;
}

/** `origin` is ours, without a slash at its end. */
export function embedCode({
  origin,
  link,
  title,
}: {
  origin: string;
  link: Pick<PublicLink, "token" | "look">;
  title: string;
}): EmbedCode {
  const { token, look } = link;
  const { width, height, theme } = look;
  const address = `${origin}/embed/${token}`;
  const sized = { alt: title, width, height, loading: "lazy" };
  const image = tag("img", { src: `${address}.svg`, ...sized });
  const dark = tag("source", { media: "(prefers-color-scheme: dark)", srcset: `${address}.svg?theme=dark` });
  const light = tag("img", { src: `${address}.svg?theme=light`, ...sized });
  return {
    iframe: embedFrame({ origin, token, title, width, height }),
    image,
    picture: theme === "auto" ? `<picture>\n  ${dark}\n  ${light}\n</picture>` : image,
    markdown: `[![${markdownText(title)}](${address}.svg)](${address})`,
    script: growingFrame(address, title, look),
    badge: `![${markdownText(title)}](${origin}/badge/${token}.svg)`,
  };
}

/** The frame of an embed: it needs no permission, so it works in a `sandbox` that allows scripts and nothing else. */
export function embedFrame(of: {
  origin: string;
  token: string;
  title: string;
  width: number;
  height: number;
}): string {
  const { origin, token, title, width, height } = of;
  const attributes = { src: `${origin}/embed/${token}`, title, width, height, loading: "lazy" };
  return `${tag("iframe", { ...attributes, style: "border:0;max-width:100%" })}</iframe>`;
}

function growingFrame(address: string, title: string, { width, height }: PublicLink["look"]): string {
  const said = (value: string): string => JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escaped);
  return `<script>
(function (place) {
  var frame = document.createElement("iframe");
  frame.src = ${said(address)};
  frame.title = ${said(title)};
  frame.loading = "lazy";
  frame.width = ${width};
  frame.height = ${height};
  frame.style.cssText = "border:0;max-width:100%";
  addEventListener("message", function (event) {
    if (event.source === frame.contentWindow && event.data && event.data.type === "statnest:height") {
      frame.height = Number(event.data.height);
    }
  });
  place.parentNode.insertBefore(frame, place);
})(document.currentScript);
</script>`;
}

function escaped(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function tag(name: string, attributes: Parameters<typeof element>[1]): string {
  return element(name, attributes).replace(/\/>$/, ">");
}

/** A text between brackets: what could end it, or be read as more than text, is escaped. */
function markdownText(text: string): string {
  return escapeText(text.replace(/\s+/g, " ")).replace(/[\\`*_[\]()!|~]/g, "\\$&");
}
