import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { SelectField } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { UntilShown } from "@/components/ui/until-shown";
import type { FormState } from "@/lib/presenters/view/form-state";
import type { KeyRow } from "@/lib/presenters/view/key-row";

const OVERLAPS = [
  { value: "0", text: "Not at all" },
  { value: "1", text: "For an hour" },
  { value: "24", text: "For a day" },
  { value: "168", text: "For a week" },
  { value: "720", text: "For 30 days" },
];

interface KeyRotationProps {
  of: KeyRow;
  rotate: (before: FormState, form: FormData) => Promise<FormState>;
}

/** The question before a key is rotated, and after it the place where the new one is shown, this once. */
export function KeyRotation({ of, rotate }: KeyRotationProps) {
  return (
    <ActionForm action={rotate} label={`Rotate ${of.name}`}>
      <UntilShown>
        <p className="wrap-anywhere">
          A new key takes the place of <strong>{of.name}</strong>{" "}
          <code className="font-mono text-small text-muted">{of.prefix}…</code>: it {of.may} as well and lives as long.
          Give your programs the new one while both work.
        </p>
        <input type="hidden" name="id" value={of.id} />
        <SelectField
          name="overlap"
          label="How long does the old one still work?"
          options={OVERLAPS}
          defaultValue="24"
          className="sm:max-w-80"
        />
      </UntilShown>
      <div className="flex flex-wrap gap-3">
        <UntilShown>
          <SubmitButton pending="Rotating…">Rotate this key</SubmitButton>
        </UntilShown>
        <Link href="/settings/keys" className={buttonLook("plain")}>
          Back to all keys
        </Link>
      </div>
    </ActionForm>
  );
}
