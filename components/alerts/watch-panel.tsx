import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { CheckField, Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import type { FormState } from "@/lib/presenters/view/form-state";
import type { WatchView } from "@/lib/presenters/view/watch";
import { type OfferedChannel, TellField } from "./tell-field";

interface WatchPanelProps {
  of: WatchView;
  channels: OfferedChannel[];
  /** Reads `on`, `budget` and the boxes of channels; null for those who only look. */
  save: ((before: FormState, form: FormData) => Promise<FormState>) | null;
}

/** The team's watch over all its stats: whether, how often it may ring, what to expect, and whom it tells. */
export function WatchPanel({ of, channels, save }: WatchPanelProps) {
  return (
    <div className="grid gap-5">
      <div className="grid gap-1">
        <p>{of.state}</p>
        <p className="text-small text-muted">{of.expected}</p>
        {of.href !== null && (
          <p className="text-small">
            <Link href={of.href} className="prose-link">
              How it stands
            </Link>
          </p>
        )}
      </div>
      {save !== null && (
        <ActionForm action={save} label="Automatic watch" className="grid gap-5">
          <CheckField
            name="on"
            label="Watch all stats of the team for what is unusual"
            hint="By what each hour of the week usually has. A stat is watched once two weeks of it are known."
            defaultChecked={of.on}
          />
          <Field
            name="budget"
            label="At most so many times a week"
            subject="This"
            type="number"
            inputMode="numeric"
            min={1}
            max={1000}
            defaultValue={of.budget}
            hint="All stats together. Each is made as sensitive as that leaves it, by its own history."
            className="max-w-sm"
          />
          {channels.length > 0 && (
            <TellField channels={channels} isTold={(id) => of.channelIds === null || of.channelIds.includes(id)} />
          )}
          <div>
            <SubmitButton tone="plain" pending="Saving…">
              Save
            </SubmitButton>
          </div>
        </ActionForm>
      )}
    </div>
  );
}
