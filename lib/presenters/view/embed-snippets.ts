import type { PublicLink } from "@/lib/domain/public-link";
import { embedCode } from "@/lib/presenters/embed/code";
import type { Snippet } from "./snippets";

/** The code of an embed in all its forms; `origin` is the address of this instance, without a slash at its end. */
export function embedSnippets(link: PublicLink, origin: string): Snippet[] {
  const code = embedCode({ origin, link, title: link.name });
  return [
    { language: "Frame", code: code.iframe },
    { language: "Script", code: code.script },
    { language: "Picture", code: code.picture },
    { language: "Image", code: code.image },
    { language: "Markdown", code: code.markdown },
    { language: "Badge", code: code.badge },
  ];
}
