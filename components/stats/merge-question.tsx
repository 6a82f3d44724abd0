import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import type { FormState } from "@/lib/presenters/view/form-state";
import { type MergePlan, mergeHref } from "@/lib/presenters/view/merge";

interface MergeQuestionProps {
  plan: MergePlan;
  /** A server action that reads `id` and `target`. */
  merge: (before: FormState, form: FormData) => Promise<FormState>;
}

/** What a merge will do, in words, before it is done for ever. */
export function MergeQuestion({ plan: { from, into, units, sharedWith }, merge }: MergeQuestionProps) {
  return (
    <div className="grid max-w-prose gap-5">
      <ul className="grid list-disc gap-2 pl-5 marker:text-muted">
        <li>
          All numbers of <Name of={from} /> are added to those of <Name of={into} />.
        </li>
        <li>
          What is sent under the names of <Name of={from} />, or with its classic key, feeds <Name of={into} /> from now
          on.
        </li>
        <li>
          <Name of={into} /> keeps its own name, unit, description and tags.
        </li>
        <li>
          <Name of={from} /> is gone, and its page leads to <Name of={into} />.
        </li>
        {sharedWith.length > 0 && (
          <li className="wrap-anywhere">
            <Name of={from} /> is shared with {sharedWith.join(", ")}. That ends: numbers of both are shown only to whom{" "}
            <Name of={into} /> is shared with.
          </li>
        )}
        {units !== null && (
          <li>
            The units differ: <Unit of={units.from} /> here, <Unit of={units.into} /> there. Numbers are not converted.
          </li>
        )}
      </ul>
      <p className="font-medium">This cannot be undone.</p>
      <ActionForm action={merge} label="Merge" className="flex flex-wrap items-center gap-3">
        <input type="hidden" name="id" value={from.id} />
        <input type="hidden" name="target" value={into.id} />
        <SubmitButton tone="danger" pending="Merging…">
          Merge for good
        </SubmitButton>
        <Link href={mergeHref(from.id)} className={buttonLook("quiet")}>
          Choose another
        </Link>
      </ActionForm>
    </div>
  );
}

function Name({ of }: { of: { name: string } }) {
  return <strong className="font-semibold wrap-anywhere">{of.name}</strong>;
}

function Unit({ of }: { of: string }) {
  return of === "" ? "none" : <strong className="font-semibold">{of}</strong>;
}
