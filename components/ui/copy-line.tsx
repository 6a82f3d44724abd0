import { CopyButton } from "./copy-button";

/** A command or a key as it is typed, with a way to take it along. Long lines wrap: nothing scrolls sideways. */
export function CopyLine({ text, label, className = "" }: { text: string; label: string; className?: string }) {
  return (
    <figure
      aria-label={label}
      className={`flex items-start gap-3 rounded border border-hairline bg-card p-2 pl-4 ${className}`}
    >
      <pre className="min-w-0 flex-1 py-1.5 font-mono text-small wrap-anywhere whitespace-pre-wrap">
        <code>{text}</code>
      </pre>
      <CopyButton text={text} />
    </figure>
  );
}
