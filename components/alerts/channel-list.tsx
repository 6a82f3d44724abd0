import { Row, Rows } from "@/components/ui/rows";
import type { ChannelRow } from "@/lib/presenters/view/channel-row";
import { ChannelState } from "./channel-state";

/** The ways out of the team. */
export function ChannelList({ rows }: { rows: ChannelRow[] }) {
  return (
    <Rows label="Channels">
      {rows.map((row) => (
        <Row
          key={row.id}
          href={row.href}
          name={row.name}
          side={
            <>
              <p>
                <ChannelState state={row.state} />
              </p>
              <p className="text-muted wrap-anywhere">{row.problem === "" ? row.alerts : row.problem}</p>
            </>
          }
        >
          {row.kindWord}
          {row.shown !== row.name && ` · ${row.shown}`}
          {row.quiet !== "" && ` · quiet from ${row.quiet}`}
        </Row>
      ))}
    </Rows>
  );
}
