import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Refresh } from "@/components/ui/refresh";
import { TimeAgo } from "@/components/ui/time-ago";
import { WayBack } from "@/components/ui/way-back";
import type { AlertRow } from "@/lib/presenters/view/alert-row";
import { AlertState } from "./alert-state";

const EVERY_SECONDS = 5;

interface AlertHeaderProps {
  of: AlertRow;
  /** What was found when it began to stand so. */
  reason: string;
  /** What was just done; empty for nothing. */
  notice: string;
}

/** What an alert watches for and how it stands. */
export function AlertHeader({ of, reason, notice }: AlertHeaderProps) {
  return (
    <header className="mb-6">
      <p className="mb-2 flex items-center justify-between text-small">
        <WayBack href="/alerts" to="All alerts" />
        <span className="text-muted">
          <Refresh everySeconds={EVERY_SECONDS} />
        </span>
      </p>
      {notice !== "" && <Notice className="mb-4">{notice}</Notice>}
      <h1 className="text-title font-semibold tracking-tight wrap-anywhere">{of.name}</h1>
      <p className="text-muted wrap-anywhere">
        {of.subject.href === null ? (
          of.subject.text
        ) : (
          <Link href={of.subject.href} className="prose-link">
            {of.subject.text}
          </Link>
        )}
        {of.rule !== "" && ` ${of.rule}`}
        {of.automatic && " · automatic"}
      </p>
      <p className="mt-3 flex flex-wrap items-baseline gap-x-2">
        <AlertState of={of.state} />
        <span className="text-small text-muted">
          since <TimeAgo at={of.since} />
          {of.counts !== "" && ` · ${of.counts}`}
        </span>
      </p>
      {reason !== "" && <p className="mt-1 max-w-prose wrap-anywhere">{reason}</p>}
    </header>
  );
}
