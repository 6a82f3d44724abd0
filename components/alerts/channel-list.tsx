import { Link } from "@/components/ui/link";
import type { ChannelRow } from "@/lib/presenters/view/channel-row";
import { ChannelState } from "./channel-state";

/** The ways out of the team. The whole row leads to its channel. */
export function ChannelList({ rows }: { rows: ChannelRow[] }) {
  return (
    <ul aria-label="Channels" className="border-t border-hairline">
      {rows.map((row) => (
        <li
          key={row.id}
          className="relative grid gap-x-6 gap-y-1 border-b border-hairline py-3 transition-colors duration-150 hover:bg-wash sm:grid-cols-[minmax(0,1fr)_minmax(0,20rem)] md:px-2"
        >
          <div className="min-w-0">
            <Link
              href={row.href}
              className="font-medium wrap-anywhere after:absolute after:inset-0 hover:underline hover:underline-offset-3"
            >
              {row.name}
            </Link>
            <p className="text-small text-muted wrap-anywhere">
              {row.kindWord}
              {row.shown !== row.name && ` · ${row.shown}`}
              {row.quiet !== "" && ` · quiet from ${row.quiet}`}
            </p>
          </div>
          <div className="min-w-0 text-small sm:text-right">
            <p>
              <ChannelState state={row.state} />
            </p>
            <p className="text-muted wrap-anywhere">{row.problem === "" ? row.alerts : row.problem}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
