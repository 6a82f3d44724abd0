import { buttonLook } from "@/components/ui/button-look";
import { Field, SelectField } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { type AuditAddress, auditFileHref, auditHref, isWholeLog } from "@/lib/presenters/view/audit-address";

interface EventFiltersProps {
  address: AuditAddress;
  actions: { value: string; text: string }[];
  /** Who and what the log is narrowed to, by name. */
  narrowed: { text: string; without: string }[];
}

/** What the log shows: a plain form whose address says it all, and the same events as a file. */
export function EventFilters({ address, actions, narrowed }: EventFiltersProps) {
  const { action, from, to, person, key, subject } = address;
  return (
    <div className="grid gap-4">
      <form
        action="/settings/audit"
        aria-label="Filter the log"
        className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-[minmax(0,1fr)_11rem_11rem_auto]"
      >
        <SelectField name="action" label="What" options={actions} defaultValue={action} />
        <Field name="from" label="From" type="date" defaultValue={from} />
        <Field name="to" label="To" type="date" defaultValue={to} />
        {Object.entries({ person, key, subject }).map(
          ([name, value]) => value !== "" && <input key={name} type="hidden" name={name} value={value} />,
        )}
        <div>
          <button type="submit" className={buttonLook("plain")}>
            Show
          </button>
        </div>
      </form>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-small">
        {narrowed.map(({ text, without }) => (
          <p key={text} className="flex flex-wrap items-center gap-x-2 rounded-small bg-wash px-2.5 wrap-anywhere">
            {text}
            <Link href={without} aria-label={`No longer ${text}`} className="inline-grid size-8 place-items-center">
              ×
            </Link>
          </p>
        ))}
        {!isWholeLog(address) && (
          <Link href={auditHref({ ...NOTHING })} className="prose-link inline-flex min-h-8 items-center">
            Show everything
          </Link>
        )}
        <a href={auditFileHref(address)} download className="prose-link inline-flex min-h-8 items-center">
          Download as CSV
        </a>
      </div>
    </div>
  );
}

const NOTHING: AuditAddress = { action: "", person: "", key: "", subject: "", from: "", to: "", cursor: "" };
