import { Quantity } from "@/components/ui/quantity";
import { Row, Rows } from "@/components/ui/rows";
import { TimeAgo } from "@/components/ui/time-ago";
import type { IncidentRow } from "@/lib/presenters/view/incident-row";

/** What rang and when, the latest first. A row leads to the story. */
export function IncidentList({ rows, label }: { rows: IncidentRow[]; label: string }) {
  return (
    <Rows label={label}>
      {rows.map((row) => (
        <Row key={row.id} href={row.href} name={row.name} side={<Course of={row} />}>
          {row.stat.name}
        </Row>
      ))}
    </Rows>
  );
}

function Course({ of }: { of: IncidentRow }) {
  return (
    <>
      <p>
        <span className={of.over ? "" : "font-medium text-bad"}>
          {of.over ? "over" : "ringing"}
          <span className="sr-only">,</span>
        </span>{" "}
        <span className="text-muted">
          began <TimeAgo at={of.began} />
          {of.over && `, lasted ${of.lasted}`}
        </span>
      </p>
      <p className="text-muted">
        {of.worst !== null && (
          <>
            at worst <Quantity of={of.worst} />
          </>
        )}
        {of.acknowledgedBy !== "" && ` · acknowledged by ${of.acknowledgedBy}`}
      </p>
    </>
  );
}
