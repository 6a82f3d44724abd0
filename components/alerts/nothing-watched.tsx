import { buttonLook } from "@/components/ui/button-look";
import { CopyLine } from "@/components/ui/copy-line";
import { Link } from "@/components/ui/link";
import { alertLine } from "@/lib/presenters/view/alert-line";

/** Before the first alert: what one is, and the two ways to it. */
export function NothingWatched({ origin, writes }: { origin: string; writes: boolean }) {
  return (
    <section aria-label="No alerts yet" className="rounded border border-hairline bg-card p-6 sm:p-8">
      <h2 className="text-lead font-semibold">No alerts yet</h2>
      {writes ? (
        <>
          <p className="mt-1 max-w-prose text-muted">
            Open a stat and press Alert: you see when the rule would have rung in the last 30 days before you save it.
          </p>
          <p className="mt-4">
            <Link href="/stats" className={buttonLook("primary")}>
              Choose a stat
            </Link>
          </p>
          <p className="mt-6 text-muted">Or by a script:</p>
          <CopyLine text={alertLine(origin)} label="An alert by one line" className="mt-2" />
        </>
      ) : (
        <p className="mt-1 max-w-prose text-muted">Members of the team make them, on the page of a stat.</p>
      )}
    </section>
  );
}
