import { linkedText } from "@/lib/presenters/view/linked-text";

/** What to do about it, as it was written: plain text, whose addresses can be followed. */
export function Runbook({ text }: { text: string }) {
  return (
    <p className="max-w-prose whitespace-pre-line wrap-anywhere">
      {linkedText(text).map(({ text: piece, href }, index) =>
        href === null ? (
          piece
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a text does not change its order
          <a key={index} href={href} rel="noopener noreferrer nofollow ugc" className="prose-link">
            {piece}
          </a>
        ),
      )}
    </p>
  );
}
