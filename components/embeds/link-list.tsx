import { CopyButton } from "@/components/ui/copy-button";
import { Link } from "@/components/ui/link";
import type { LinkRow } from "@/lib/presenters/view/link-row";
import { LinkNotes } from "./embed-facts";
import { type LinkActions, LinkControls } from "./link-controls";
import { LinkState } from "./link-state";

interface LinkListProps {
  rows: LinkRow[];
  /** Null for those who may only look: they are told what is public, and not its address. */
  actions: LinkActions | null;
}

/** Everything public, with what can be done with each. */
export function LinkList({ rows, actions }: LinkListProps) {
  return (
    <ul aria-label="Everything public" className="border-t border-hairline">
      {rows.map((row) => (
        <li key={row.id} className="grid gap-2 border-b border-hairline py-4">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
            <p className="min-w-0 font-medium wrap-anywhere">
              <Link href={row.href} className="hover:underline hover:underline-offset-3">
                {row.name}
              </Link>
            </p>
            <LinkState state={row.state} />
          </div>
          <p className="flex flex-wrap gap-x-3 text-small text-muted">
            <span>{row.what}</span>
            <LinkNotes row={row} />
          </p>
          {actions !== null && (
            <div className="flex flex-wrap items-start gap-x-2 gap-y-2">
              <CopyButton
                text={row.code}
                what={`${row.target === "chart" ? "the code" : "the address"} of ${row.name}`}
              />
              <a
                href={row.address}
                target="_blank"
                rel="noopener"
                aria-label={`Open ${row.name}`}
                className="inline-flex min-h-8 items-center rounded-small border border-edge bg-card px-3 text-small font-medium hover:bg-wash"
              >
                Open
              </a>
              <LinkControls row={row} actions={actions} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
