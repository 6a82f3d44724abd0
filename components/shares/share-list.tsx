import type { ReactNode } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { TimeAgo } from "@/components/ui/time-ago";
import type { FormState } from "@/lib/presenters/view/form-state";
import type { ShareRow } from "@/lib/presenters/view/share-row";

type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

/** The teams that see one stat. `revoke` reads `id`. */
export function StatShares({ rows, revoke }: { rows: ShareRow[]; revoke: FormAction }) {
  return (
    <ul aria-label="Teams that see this stat" className="border-t border-hairline">
      {rows.map((row) => (
        <Row key={row.id} row={row} title={row.team}>
          <StopSharing row={row} revoke={revoke} />
        </Row>
      ))}
    </ul>
  );
}

/** The stats that others see. Without `revoke`, which reads `id`, they are only named. */
export function GivenShares({ rows, revoke }: { rows: ShareRow[]; revoke: FormAction | null }) {
  return (
    <ul aria-label="Stats that others see" className="border-t border-hairline">
      {rows.map((row) => (
        <Row key={row.id} row={row} title={<StatName row={row} />} words={`with ${row.team}`}>
          {revoke !== null && <StopSharing row={row} revoke={revoke} />}
        </Row>
      ))}
    </ul>
  );
}

/** The stats of others. Without `drop`, which reads `id`, they are only named. */
export function ReceivedShares({ rows, drop }: { rows: ShareRow[]; drop: FormAction | null }) {
  return (
    <ul aria-label="Stats shared with you" className="border-t border-hairline">
      {rows.map((row) => (
        <Row key={row.id} row={row} title={<StatName row={row} />} words={`by ${row.team}`}>
          {drop !== null && (
            <Ending
              row={row}
              end={drop}
              open="Remove…"
              button="Remove"
              label={`Remove ${row.stat}`}
              pending="Removing…"
            >
              Your team no longer sees it, on its page or in comparisons. Only {row.team} can share it with you again.
            </Ending>
          )}
        </Row>
      ))}
    </ul>
  );
}

interface RowProps {
  row: ShareRow;
  title: ReactNode;
  words?: string;
  children: ReactNode;
}

function Row({ row, title, words, children }: RowProps) {
  return (
    <li className="relative border-b border-hairline py-3">
      <div className="wrap-anywhere sm:pr-36">
        <p className="font-medium">{title}</p>
        <p className="text-small text-muted">
          {words !== undefined && `${words}, `}since <TimeAgo at={row.since} />
          {row.inTrash && " · in the trash: nobody sees it until it is restored"}
        </p>
      </div>
      {children}
    </li>
  );
}

function StatName({ row }: { row: ShareRow }) {
  if (row.inTrash) return row.stat;
  return (
    <Link href={row.href} className="hover:underline hover:underline-offset-3">
      {row.stat}
    </Link>
  );
}

function StopSharing({ row, revoke }: { row: ShareRow; revoke: FormAction }) {
  const label = `Stop sharing ${row.stat} with ${row.team}`;
  return (
    <Ending row={row} end={revoke} open="Stop sharing…" button="Stop sharing" label={label} pending="Stopping…">
      {row.team} sees nothing of it from the next moment on. To share it again you need their sharing id:{" "}
      <code className="font-mono text-small">{row.teamId}</code>
    </Ending>
  );
}

interface EndingProps {
  row: ShareRow;
  end: FormAction;
  open: string;
  button: string;
  label: string;
  pending: string;
  children: ReactNode;
}

/** Asks once more, in place: opening it, the button inside and leaving it all work by keyboard and without JavaScript. */
function Ending({ row, end, open, button, label, pending, children }: EndingProps) {
  return (
    <details className="max-sm:mt-1">
      <summary
        aria-label={`${label}…`}
        className="inline-flex min-h-8 cursor-pointer items-center rounded-small px-3 text-small font-medium text-bad hover:bg-wash max-sm:-ml-3 sm:absolute sm:top-4 sm:right-0"
      >
        {open}
      </summary>
      <ActionForm
        action={end}
        label={label}
        className="mt-3 grid gap-3 rounded border border-hairline bg-card p-4 wrap-anywhere"
      >
        <input type="hidden" name="id" value={row.id} />
        <p>{children}</p>
        <div>
          <SubmitButton tone="danger" pending={pending} aria-label={label}>
            {button}
          </SubmitButton>
        </div>
      </ActionForm>
    </details>
  );
}
