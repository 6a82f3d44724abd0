import { StateDot } from "@/components/alerts/alert-state";
import { Change } from "@/components/ui/change";
import { Drawing } from "@/components/ui/drawing";
import { Link } from "@/components/ui/link";
import { Quantity } from "@/components/ui/quantity";
import { TimeAgo } from "@/components/ui/time-ago";
import type { AlertDot } from "@/lib/presenters/view/alert-dot";
import { isRinging, stateView } from "@/lib/presenters/view/alert-state";
import type { StatRow } from "@/lib/presenters/view/stat-row";
import { StarButton } from "./star-button";

interface StatListProps {
  rows: StatRow[];
  /** The ids of the stats that are chosen for a comparison already. */
  compared: string[];
  /** Stars or unstars a stat: a server action that reads `id` and `favourite`. */
  star: (form: FormData) => Promise<void>;
}

/** Stats to scan: a row each, a card each on a phone. The whole row leads to its stat. */
export function StatList({ rows, compared, star }: StatListProps) {
  return (
    <ul aria-label="Stats" className="border-t border-hairline">
      {rows.map((row) => (
        <li
          key={row.id}
          className="relative grid grid-cols-[auto_auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-2 border-b border-hairline py-3 transition-colors duration-150 hover:bg-wash md:grid-cols-[auto_auto_minmax(0,1fr)_8.25rem_8.5rem_minmax(0,13rem)_6.5rem] md:px-2"
        >
          <CompareBox row={row} chosen={compared.includes(row.id)} />
          <StarButton stat={row} star={star} />
          <Name row={row} />
          <div className="col-span-3 col-start-1 row-start-2 md:col-span-1 md:col-start-4 md:row-start-1">
            {row.spark === null ? <NoSpark /> : <Drawing svg={row.spark} />}
          </div>
          <div className="col-start-4 row-start-1 max-w-40 truncate text-right text-lead md:col-start-5 md:max-w-none">
            <Quantity of={row.last} />
          </div>
          <div className="col-span-2 col-start-3 row-start-3 text-right text-small md:col-span-1 md:col-start-6 md:row-start-1 md:text-left">
            <Change of={row.change} />
          </div>
          <div className="col-start-4 row-start-2 text-right text-small text-muted md:col-start-7 md:row-start-1">
            {row.seen !== null && <TimeAgo at={row.seen} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Name({ row }: { row: StatRow }) {
  return (
    <div className="min-w-0">
      <Link
        href={row.href}
        title={row.name}
        className="line-clamp-2 font-medium wrap-anywhere after:absolute after:inset-0 hover:underline hover:underline-offset-3"
      >
        {row.name}
      </Link>
      <p className="text-small text-muted wrap-anywhere">
        {row.alert !== null && <AlertMark of={row.alert} />}
        {row.kind}
        {row.sharedBy !== null && ` · shared by ${row.sharedBy}`}
      </p>
    </div>
  );
}

/** How the worst alert on the stat stands: a dot for the eye, words for the ear and whoever hovers; a word when it is bad. */
function AlertMark({ of }: { of: AlertDot }) {
  return (
    <span title={of.words} className="mr-2 inline-flex items-center gap-1.5">
      <StateDot state={of.state} />
      <span className="sr-only">{of.words}.</span>
      {isRinging(of.state) && (
        <span aria-hidden="true" className="font-medium text-ink">
          {stateView(of.state).word}
        </span>
      )}
    </span>
  );
}

function CompareBox({ row, chosen }: { row: StatRow; chosen: boolean }) {
  return (
    <label className="relative z-10 grid size-6 place-items-center">
      <span className="sr-only">Compare {row.name}</span>
      <input type="checkbox" name="stats" value={row.id} form="compare" defaultChecked={chosen} className="size-4" />
    </label>
  );
}

function NoSpark() {
  return <p className="text-small text-muted">no data in 24 hours</p>;
}
