import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { CopyLine } from "@/components/ui/copy-line";
import type { StatKind } from "@/lib/domain/stat";
import type { FormState } from "@/lib/presenters/view/form-state";
import { classicLine } from "@/lib/presenters/view/snippets";

type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

interface ClassicKeysProps {
  statId: string;
  origin: string;
  kind: StatKind;
  statKey: string;
  userKey: string;
  rotateStatKey: FormAction;
  /** Null for whoever may not: the key is the whole team's. */
  rotateUserKey: FormAction | null;
}

export function ClassicKeys(props: ClassicKeysProps) {
  const { statId, origin, kind, statKey, userKey, rotateStatKey, rotateUserKey } = props;
  return (
    <>
      <dl className="grid gap-3">
        <div>
          <dt className="text-small text-muted">Stat key</dt>
          <dd className="font-mono text-small wrap-anywhere">{statKey}</dd>
        </div>
        <div>
          <dt className="text-small text-muted">User key</dt>
          <dd className="font-mono text-small wrap-anywhere">{userKey}</dd>
        </div>
      </dl>
      <CopyLine text={classicLine(origin, kind, statKey, userKey)} label="A classic call" />
      <div className="grid gap-1">
        <Rotation id={statId} rotate={rotateStatKey} title="Another stat key">
          What sends to this stat with the old key, or with the key of a stat that was merged into it, is refused within
          a second. The old key does not come back.
        </Rotation>
        {rotateUserKey !== null && (
          <Rotation id={statId} rotate={rotateUserKey} title="Another user key">
            The user key belongs to all stats of the team: every classic call of every one of them is refused within a
            second, until it sends the new one.
          </Rotation>
        )}
      </div>
    </>
  );
}

interface RotationProps {
  id: string;
  rotate: FormAction;
  title: string;
  children: string;
}

/** Opens without JavaScript, and says what will stop before it does. */
function Rotation({ id, rotate, title, children }: RotationProps) {
  return (
    <details>
      <summary className="-ml-3 inline-flex min-h-8 items-center rounded-small px-3 text-small font-medium hover:bg-wash">
        {title}…
      </summary>
      <ActionForm
        action={rotate}
        label={title}
        className="mt-2 mb-3 grid gap-3 rounded border border-hairline bg-card p-4"
      >
        <p>{children}</p>
        <input type="hidden" name="id" value={id} />
        <div>
          <SubmitButton tone="danger" pending="Making it…">
            {`Make ${title.toLowerCase()}`}
          </SubmitButton>
        </div>
      </ActionForm>
    </details>
  );
}
