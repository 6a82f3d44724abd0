import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { TimeAgo } from "@/components/ui/time-ago";
import type { FormState } from "@/lib/presenters/view/form-state";
import type { KeyRow } from "@/lib/presenters/view/key-row";

interface KeyListProps {
  keys: KeyRow[];
  /** Null for whoever may only look. */
  revoke: ((before: FormState, form: FormData) => Promise<FormState>) | null;
}

export function KeyList({ keys, revoke }: KeyListProps) {
  if (keys.length === 0) return <p className="text-muted">No keys. With one, programs can send and read.</p>;
  return (
    <ul aria-label="Keys" className="border-t border-hairline">
      {keys.map((key) => (
        <li key={key.id} className="relative border-b border-hairline py-3">
          <div className={revoke === null ? "" : "sm:pr-44"}>
            <p className="wrap-anywhere">
              <span className="font-medium">{key.name}</span>{" "}
              <code className="ml-1 font-mono text-small text-muted">{key.prefix}…</code>
            </p>
            <p className="text-small wrap-anywhere text-muted">
              {key.may}
              {key.alias && ", as the EZ key that old scripts hold"} · made <TimeAgo at={key.created} /> {key.by}
            </p>
            <p className="text-small text-muted">
              <LastUse of={key} />
              <End of={key} />
            </p>
          </div>
          {revoke !== null && (
            <>
              {!key.alias && (
                <Link
                  href={`/settings/keys?rotate=${key.id}`}
                  aria-label={`Rotate ${key.name}`}
                  className="inline-flex min-h-8 items-center rounded-small px-3 text-small font-medium hover:bg-wash max-sm:-ml-3 sm:absolute sm:top-4 sm:right-24"
                >
                  Rotate…
                </Link>
              )}
              <Revoke of={key} revoke={revoke} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function LastUse({ of: { used } }: { of: KeyRow }) {
  if (used === null) return "never used";
  return (
    <>
      last used <TimeAgo at={used} />
    </>
  );
}

function End({ of: { ends } }: { of: KeyRow }) {
  if (ends === null) return null;
  return (
    <span className={ends.over ? "font-medium text-bad" : ""}>
      {" · "}
      {ends.over ? "expired" : "expires"} <TimeAgo at={ends.at} />, on {ends.minute}
    </span>
  );
}

/** Opens without JavaScript, and asks for the name: a revoked key does not come back. */
function Revoke({ of, revoke }: { of: KeyRow; revoke: NonNullable<KeyListProps["revoke"]> }) {
  return (
    <details className="max-sm:inline-block max-sm:open:block">
      <summary
        aria-label={`Revoke ${of.name}`}
        className={`inline-flex min-h-8 items-center rounded-small px-3 text-small font-medium text-bad hover:bg-wash sm:absolute sm:top-4 sm:right-0 ${of.alias ? "max-sm:-ml-3" : ""}`}
      >
        Revoke…
      </summary>
      <ActionForm
        action={revoke}
        label={`Revoke ${of.name}`}
        className="mt-3 grid gap-3 rounded border border-hairline bg-card p-4"
      >
        <p>
          Programs that use it will be refused within a second. Nothing they sent is lost, but the key does not come
          back.
        </p>
        <input type="hidden" name="id" value={of.id} />
        <input type="hidden" name="name" value={of.name} />
        <Field name="confirm" label={`Type “${of.name}” to revoke it`} autoComplete="off" />
        <div>
          <SubmitButton tone="danger" pending="Revoking…">
            Revoke this key
          </SubmitButton>
        </div>
      </ActionForm>
    </details>
  );
}
