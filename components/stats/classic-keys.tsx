import { CopyLine } from "@/components/ui/copy-line";
import type { StatKind } from "@/lib/domain/stat";
import { classicLine } from "@/lib/presenters/view/snippets";

interface ClassicKeysProps {
  origin: string;
  kind: StatKind;
  statKey: string;
  userKey: string;
}

export function ClassicKeys({ origin, kind, statKey, userKey }: ClassicKeysProps) {
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
    </>
  );
}
