import { CopyButton } from "@/components/ui/copy-button";

/** A block of code in the documentation. */
export function Code({ children, label }: { children: string; label: string }) {
  return (
    <figure aria-label={label} className="flex items-start gap-3 rounded border border-hairline bg-card p-2 pl-4">
      <pre className="min-w-0 flex-1 py-1.5 font-mono text-small wrap-anywhere whitespace-pre-wrap">
        <code>{children}</code>
      </pre>
      <CopyButton text={children} />
    </figure>
  );
}

/** A name out of code, within a sentence. */
export function C({ children }: { children: string }) {
  return <code className="rounded-[4px] bg-wash px-1 py-0.5 font-mono text-[0.92em]">{children}</code>;
}
