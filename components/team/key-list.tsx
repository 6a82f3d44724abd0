import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TimeAgo } from "@/components/ui/time-ago";
import type { FormState } from "@/lib/presenters/view/form-state";
import type { KeyRow } from "@/lib/presenters/view/key-row";

interface KeyListProps {
  keys: KeyRow[];
  revoke: (before: FormState, form: FormData) => Promise<FormState>;
}

export function KeyList({ keys, revoke }: KeyListProps) {
  if (keys.length === 0) return <p className="text-muted">No keys. Make one below, and programs can send and read.</p>;
  return (
    <ul aria-label="Keys" className="border-t border-hairline">
      {keys.map((key) => (
        <li key={key.id} className="relative border-b border-hairline py-3">
          <div className="sm:pr-28">
            <p>
              <span className="font-medium">{key.name}</span>{" "}
              <code className="ml-1 font-mono text-small text-muted">{key.prefix}…</code>
            </p>
            <p className="text-small text-muted">
              {key.may} · made <TimeAgo at={key.created} /> ·{" "}
              {key.used === null ? (
                "never used"
              ) : (
                <>
                  last used <TimeAgo at={key.used} />
                </>
              )}
            </p>
          </div>
          <Revoke of={key} revoke={revoke} />
        </li>
      ))}
    </ul>
  );
}

/** Opens without JavaScript, and asks for the name: a revoked key does not come back. */
function Revoke({ of, revoke }: { of: KeyRow; revoke: KeyListProps["revoke"] }) {
  return (
    <details className="max-sm:mt-1">
      <summary
        aria-label={`Revoke ${of.name}`}
        className="inline-flex min-h-8 items-center rounded-small px-3 text-small font-medium text-bad hover:bg-wash max-sm:-ml-3 sm:absolute sm:top-4 sm:right-0"
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
