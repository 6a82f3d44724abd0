import { CopyLine } from "@/components/ui/copy-line";
import { Link } from "@/components/ui/link";
import { curlLine } from "@/lib/presenters/view/snippets";
import { type StatsAddress, statsHref } from "@/lib/presenters/view/stats-address";

/** No stats yet: the one line that makes the first, with the key when it is still known. */
export function EmptyStats({ origin, ezkey }: { origin: string; ezkey: string | null }) {
  return (
    <section aria-label="No stats yet" className="rounded border border-hairline bg-card p-6 sm:p-8">
      <h2 className="text-lead font-semibold">No stats yet</h2>
      <p className="mt-1 max-w-prose text-muted">A stat appears by itself when its first number arrives. Send one:</p>
      <CopyLine text={curlLine(origin, ezkey ?? "YOUR_EZKEY")} label="Send a number" className="mt-4" />
      <p className="mt-4 text-small text-muted">
        {ezkey === null && (
          <>
            Your key was shown once, after sign-up; you can{" "}
            <Link href="/settings" className="prose-link">
              make another
            </Link>
            .{" "}
          </>
        )}
        <Link href="/docs" className="prose-link">
          Other languages and ways to send
        </Link>
      </p>
    </section>
  );
}

export function NothingFound({ address }: { address: StatsAddress }) {
  if (address.trash && address.q === "") {
    return <p className="py-8 text-muted">The trash is empty. What is put there can be brought back for 48 hours.</p>;
  }
  return (
    <p className="py-8 text-muted">
      {address.q === "" ? "No stats here. " : `No stat has “${address.q}” in its name. `}
      <Link
        href={statsHref(address, { q: "", kind: "", favourite: false, shared: false, trash: false })}
        className="prose-link"
      >
        Show all stats
      </Link>
    </p>
  );
}
