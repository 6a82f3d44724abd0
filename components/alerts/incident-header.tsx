import { Link } from "@/components/ui/link";
import { Refresh } from "@/components/ui/refresh";
import type { IncidentView } from "@/lib/presenters/view/incident";

const EVERY_SECONDS = 5;

/** What rang, of what, since when, and how bad it was. */
export function IncidentHeader({ of }: { of: IncidentView }) {
  return (
    <header className="mb-6">
      <p className="mb-2 flex items-center justify-between text-small">
        <Link
          href={of.alertHref}
          className="inline-flex min-h-6 items-center text-muted hover:text-ink hover:underline"
        >
          ← The alert
        </Link>
        {!of.over && (
          <span className="text-muted">
            <Refresh everySeconds={EVERY_SECONDS} />
          </span>
        )}
      </p>
      <h1 className="text-title font-semibold tracking-tight wrap-anywhere">{of.name}</h1>
      <p className="text-muted wrap-anywhere">
        <Link href={of.stat.href} className="prose-link">
          {of.stat.name}
        </Link>
        {of.rule !== "" && ` ${of.rule}`}
      </p>
      <p className="mt-4 text-lead wrap-anywhere">
        <span className={`font-semibold ${of.over ? "text-good" : "text-bad"}`}>{of.over ? "Over" : "Ringing"}</span>
        <span>. {of.reason}</span>
      </p>
      <p className="mt-1 text-muted">
        {of.summary}
        {of.acknowledgedBy !== "" && ` Acknowledged by ${of.acknowledgedBy}.`}
      </p>
    </header>
  );
}
