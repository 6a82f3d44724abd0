import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { TimeAgo } from "@/components/ui/time-ago";
import { WayBack } from "@/components/ui/way-back";
import type { LinkRow } from "@/lib/presenters/view/link-row";
import { type LinkActions, LinkControls } from "./link-controls";
import { LinkState } from "./link-state";

interface EmbedFactsProps {
  row: LinkRow;
  /** Null for those who may only look. */
  actions: LinkActions | null;
  /** What was just done with it. */
  news: string | null;
}

/** What an embed is called, whether it shows anything now, who has seen it, and what can be done with it. */
export function EmbedFacts({ row, actions, news }: EmbedFactsProps) {
  return (
    <header>
      <p className="mb-2 text-small">
        <WayBack href="/settings/public" to="Everything public" />
      </p>
      <h1 className="text-title font-semibold tracking-tight wrap-anywhere">{row.name}</h1>
      <p className="mt-1 flex flex-wrap items-center gap-x-3 text-small text-muted">
        <LinkState state={row.state} />
        <LinkNotes row={row} />
      </p>
      {news !== null && (
        <p role="status" className="mt-4 rounded-small border-l-4 border-good bg-wash px-3 py-2">
          {news}
        </p>
      )}
      {actions !== null && (
        <div className="mt-4 flex flex-wrap items-start gap-x-2 gap-y-2">
          <Link href={`${row.href}/edit`} className={`${buttonLook("plain")} min-h-8! px-3! py-1! text-small`}>
            Change options…
          </Link>
          <LinkControls row={row} actions={actions} />
        </div>
      )}
    </header>
  );
}

/** Views, when it ends and where it may be shown, in a row of words. */
export function LinkNotes({ row }: { row: LinkRow }) {
  return (
    <>
      <span>
        {row.views}
        {row.lastViewed !== null && (
          <>
            , the last <TimeAgo at={row.lastViewed} />
          </>
        )}
      </span>
      {row.expires !== null && (
        <span>
          {row.state === "expired" ? "expired" : "expires"} <TimeAgo at={row.expires} />
        </span>
      )}
      {row.origins.length > 0 && <span className="wrap-anywhere">only on {row.origins.join(", ")}</span>}
    </>
  );
}
