import { CopyLine } from "@/components/ui/copy-line";

/** Nobody shares anything with the team: how to be shown something. */
export function NothingShared({ sharingId }: { sharingId: string }) {
  return (
    <section aria-label="Nothing is shared with you yet" className="rounded border border-hairline bg-card p-6 sm:p-8">
      <h2 className="text-lead font-semibold">Nothing is shared with you yet</h2>
      <p className="mt-1 max-w-prose text-muted">
        Send your team’s sharing id to the team whose stat you want to see. One of its admins enters it on the page of
        that stat, and the stat appears here.
      </p>
      <CopyLine text={sharingId} label="Your sharing id" className="mt-4" />
    </section>
  );
}
