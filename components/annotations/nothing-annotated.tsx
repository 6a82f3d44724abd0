import { CopyLine } from "@/components/ui/copy-line";
import { annotateLine } from "@/lib/presenters/view/annotate-line";

/** The team has written nothing down yet: how a script does. */
export function NothingAnnotated({ origin, writes }: { origin: string; writes: boolean }) {
  return (
    <section aria-label="Nothing is marked yet" className="rounded border border-hairline bg-card p-6 sm:p-8">
      <h2 className="text-lead font-semibold">Nothing is marked yet</h2>
      {writes ? (
        <>
          <p className="mt-1 max-w-prose text-muted">
            Add an annotation above, or let your deploy script do it with any of the team’s ingest keys:
          </p>
          <CopyLine text={annotateLine(origin)} label="One line for a deploy script" className="mt-4" />
        </>
      ) : (
        <p className="mt-1 max-w-prose text-muted">Members of the team, and its scripts, mark what happened here.</p>
      )}
    </section>
  );
}
