import { Row, Rows } from "@/components/ui/rows";
import { TimeAgo } from "@/components/ui/time-ago";
import type { AlertRow } from "@/lib/presenters/view/alert-row";
import { AlertState } from "./alert-state";

interface AlertListProps {
  rows: AlertRow[];
  label: string;
  /** On the page of a stat, which need not be named again. */
  plain?: boolean;
}

/** Alerts with what they watch for and how they stand. */
export function AlertList({ rows, label, plain = false }: AlertListProps) {
  return (
    <Rows label={label}>
      {rows.map((row) => (
        <Row key={row.id} href={row.href} name={row.name} side={<Standing of={row} />}>
          {[row.rule === "" || plain ? row.rule : `${row.subject.text} ${row.rule}`, row.automatic ? "automatic" : ""]
            .filter((text) => text !== "")
            .join(" · ")}
        </Row>
      ))}
    </Rows>
  );
}

function Standing({ of }: { of: AlertRow }) {
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2 sm:justify-end">
        <AlertState of={of.state} />
        <span className="text-muted">
          since <TimeAgo at={of.since} />
        </span>
      </p>
      <p className="text-muted wrap-anywhere">
        {of.counts !== "" && <span>{of.counts} · </span>}
        {of.told === "" ? "tells nobody" : `tells ${of.told}`}
      </p>
    </>
  );
}
