import { Field, SelectField, TextField } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { More } from "@/components/ui/more";
import {
  CHANGE_CHOICES,
  DELTA_CHOICES,
  holdChoices,
  MISSING_WORDS,
  OPERATOR_CHOICES,
  pendingChoices,
  renotifyChoices,
  WINDOW_CHOICES,
} from "@/lib/presenters/view/alert-choices";
import { type AlertDraft, PLAIN_DRAFT } from "@/lib/presenters/view/alert-draft";
import { KindChoice } from "./kind-choice";
import { type OfferedChannel, TellField } from "./tell-field";
import { TickField } from "./tick-field";

export interface RuleFieldsProps {
  draft: AlertDraft;
  unit: string;
  /** The ways out that the team has. */
  channels: OfferedChannel[];
  /** The address of the person, where the team has no way out yet; null otherwise. */
  mailTo: { email: string; verified: boolean } | null;
  /** Whether it may be about a pattern of names. */
  patterned: boolean;
}

/** The fields of an alert. What is used most is in sight, the rest one click away. */
export function RuleFields({ draft, unit, channels, mailTo, patterned }: RuleFieldsProps) {
  const isPattern = draft.pattern !== "";
  return (
    <>
      <input type="hidden" name="statId" value={draft.statId} />
      {isPattern && patterned && <PatternField draft={draft} />}
      <KindChoice chosen={draft.kind} />
      <div className="hidden gap-4 group-has-[input[value=value]:checked]/rule:grid sm:grid-cols-[9rem_minmax(0,1fr)]">
        <SelectField name="operator" label="The stat" options={OPERATOR_CHOICES} defaultValue={draft.operator} />
        <Field
          name="threshold"
          label={unit === "" ? "Threshold" : `Threshold, ${unit}`}
          subject="This threshold"
          inputMode="decimal"
          autoComplete="off"
          defaultValue={draft.threshold}
        />
      </div>
      <div className="hidden gap-4 group-has-[input[value=delta]:checked]/rule:grid sm:grid-cols-[minmax(0,1fr)_7rem]">
        <SelectField name="change" label="The stat" options={CHANGE_CHOICES} defaultValue={draft.change} />
        <Field
          name="percentage"
          label="Percent"
          subject="This percentage"
          inputMode="decimal"
          autoComplete="off"
          defaultValue={draft.percentage}
        />
        <SelectField
          name="timeDelta"
          label="Compared with"
          options={DELTA_CHOICES}
          defaultValue={draft.timeDelta}
          className="sm:col-span-2"
        />
      </div>
      <div className="hidden group-has-[input[value=anomaly]:checked]/rule:grid">
        <Field
          name="sensitivity"
          label="Times the usual deviation"
          subject="This"
          inputMode="decimal"
          autoComplete="off"
          defaultValue={draft.sensitivity}
          hint="Smaller rings more often. What is usual is known after two weeks."
        />
      </div>
      <div className="grid group-has-[input[value=anomaly]:checked]/rule:hidden">
        <SelectField
          name="timeWindow"
          label="In a window of"
          options={WINDOW_CHOICES}
          defaultValue={draft.timeWindow}
          hint="Counters add up in it, values take their mean."
        />
      </div>
      <Tell channels={channels} mailTo={mailTo} draft={draft} />
      <More title="How long, how often, and what to do" open={isUnusual(draft)}>
        <SelectField
          name="pendingFor"
          label="Rings after"
          options={pendingChoices(draft.pendingFor)}
          defaultValue={draft.pendingFor}
          hint="How long the rule must be broken before anybody is told."
        />
        <div className="hidden group-has-[input[value=value]:checked]/rule:grid">
          <Field
            name="recoveryThreshold"
            label="Rests at"
            subject="This threshold"
            inputMode="decimal"
            autoComplete="off"
            defaultValue={draft.recoveryThreshold}
            hint="On the quiet side of the threshold; empty is the threshold itself."
          />
        </div>
        <SelectField
          name="hold"
          label="Is over after"
          options={holdChoices(draft.hold)}
          defaultValue={draft.hold}
          hint="How long it must stay quiet before that is told."
        />
        <SelectField
          name="renotifyEvery"
          label="Says so again after"
          options={renotifyChoices(draft.renotifyEvery)}
          defaultValue={draft.renotifyEvery}
          hint="While it rings and nobody has acknowledged it."
        />
        <SelectField
          name="missing"
          label="A window without data means"
          options={MISSING_WORDS}
          defaultValue={draft.missing}
        />
        <TextField
          name="runbook"
          label="What to do about it"
          hint="Goes along with every message. Addresses become links."
          defaultValue={draft.runbook}
        />
        <Field
          name="name"
          label="Name"
          subject="This name"
          autoComplete="off"
          defaultValue={draft.name}
          hint="Made from the rule, if left empty."
        />
        {!isPattern && patterned && <PatternField draft={draft} />}
      </More>
    </>
  );
}

function PatternField({ draft }: { draft: AlertDraft }) {
  return (
    <Field
      name="pattern"
      label="Names of stats"
      subject="This pattern"
      autoComplete="off"
      spellCheck={false}
      placeholder="api.*"
      defaultValue={draft.pattern}
      hint={
        draft.statId === ""
          ? "With * for any run of characters. Each stat stands by itself, also those still to come."
          : "Instead of this one stat, all whose name fits: with * for any run of characters. Each stands by itself."
      }
    />
  );
}

function Tell({ channels, mailTo, draft }: Pick<RuleFieldsProps, "channels" | "mailTo" | "draft">) {
  return (
    <TellField channels={channels} isTold={(id) => draft.channels.includes(id)}>
      {mailTo !== null && (
        <TickField
          name="mailMe"
          label={`Me, by mail at ${mailTo.email}`}
          hint={mailTo.verified ? undefined : "Once you have followed the link that is mailed there."}
          ticked={draft.mailMe}
        />
      )}
      <p className="text-small text-muted">
        <Link href="/alerts/channels/new" className="prose-link">
          Another way: Slack, webhook, PagerDuty…
        </Link>
      </p>
    </TellField>
  );
}

const FOLDED = ["pendingFor", "recoveryThreshold", "hold", "renotifyEvery", "runbook", "name"] as const;

function isUnusual(draft: AlertDraft): boolean {
  return FOLDED.some((name) => draft[name] !== PLAIN_DRAFT[name]);
}
