import { Row, Rows } from "@/components/ui/rows";
import type { ReportRow } from "@/lib/presenters/view/report-row";
import { ReportState } from "./report-state";
import { ReportTimes } from "./report-times";

/** Who gets what when. */
export function ReportList({ rows }: { rows: ReportRow[] }) {
  return (
    <Rows label="Reports">
      {rows.map((row) => (
        <Row
          key={row.id}
          href={row.href}
          name={row.name}
          side={
            <>
              <p>
                <ReportState paused={row.paused} />
              </p>
              <p className="text-muted">
                <ReportTimes of={row} />
              </p>
            </>
          }
        >
          <p>
            {row.cadence} · {row.about}
          </p>
          <p>
            to {row.told}
            {row.missing !== "" && ` · ${row.missing}`}
          </p>
        </Row>
      ))}
    </Rows>
  );
}
