"use client";

import { ActionForm, useSent } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Field, SelectField } from "@/components/ui/field";
import { UntilShown } from "@/components/ui/until-shown";
import { CHANNEL_KINDS, type ChannelKind } from "@/lib/domain/channel";
import { BODY_SHAPES, CHANNEL_WORDS } from "@/lib/presenters/view/channel-row";
import type { FormState } from "@/lib/presenters/view/form-state";

interface NewChannelProps {
  /** Reads `kind`, `name` and what belongs to the kind. */
  make: (before: FormState, form: FormData) => Promise<FormState>;
  kind: ChannelKind;
  /** The person's own address. */
  email: string;
}

/** A new way out. Each kind shows its own fields, by the form's style alone. */
export function NewChannel({ make, kind, email }: NewChannelProps) {
  return (
    <ActionForm action={make} label="New channel" className="group/channel grid max-w-prose gap-5">
      <UntilShown>
        <KindRow chosen={kind} />
        <div className="hidden group-has-[input[value=email]:checked]/channel:grid">
          <Field
            name="address"
            label="Address"
            subject="This address"
            type="email"
            autoComplete="off"
            defaultValue={email}
            hint="Somebody outside the team is asked first, by a mail with a link."
          />
        </div>
        <div className="hidden gap-5 group-has-[input[value=webhook]:checked]/channel:grid">
          <Field
            name="webhookUrl"
            label="Address"
            subject="This address"
            type="url"
            autoComplete="off"
            spellCheck={false}
            placeholder="https://hooks.example.com/statnest"
            hint="It is called with POST and JSON. You are shown the secret that signs it, once."
          />
          <SelectField name="shape" label="Body" options={BODY_SHAPES} defaultValue="standard" />
        </div>
        <div className="hidden group-has-[input[value=slack]:checked]/channel:grid">
          <Field
            name="slackUrl"
            label="Address of the incoming webhook"
            subject="This address"
            type="url"
            autoComplete="off"
            spellCheck={false}
            placeholder="https://hooks.slack.com/services/…"
            hint="Of Slack, or of what takes the same: Mattermost, Rocket.Chat, Discord with /slack at its end."
          />
        </div>
        <div className="hidden group-has-[input[value=pagerduty]:checked]/channel:grid">
          <Field
            name="routingKey"
            label="Integration key"
            subject="This key"
            autoComplete="off"
            spellCheck={false}
            hint="Of an Events API v2 integration: 32 letters and digits."
          />
        </div>
        <Field
          name="name"
          label="Name"
          subject="This name"
          autoComplete="off"
          placeholder="ops"
          hint="How it is called in lists; where it leads, if left empty."
        />
        <div>
          <SubmitButton pending="Saving…">Save channel</SubmitButton>
        </div>
      </UntilShown>
      <AfterShown />
    </ActionForm>
  );
}

/** Where to go on, once the secret was shown. */
function AfterShown() {
  const { shown, values } = useSent();
  if (shown === undefined || values.made === undefined) return null;
  return (
    <p>
      <a href={`/alerts/channels/${values.made}`} className="prose-link">
        I have kept the secret: on to the channel
      </a>
    </p>
  );
}

function KindRow({ chosen }: { chosen: ChannelKind }) {
  const kind = useSent().values.kind ?? chosen;
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">Kind</legend>
      <div className="flex flex-wrap gap-1.5">
        {CHANNEL_KINDS.map((value) => (
          <label key={value} className="relative">
            <input
              type="radio"
              name="kind"
              value={value}
              defaultChecked={value === kind}
              className="peer absolute inset-0 size-full cursor-pointer opacity-0"
            />
            <span className="inline-flex min-h-9 items-center rounded-small border border-edge bg-card px-3 text-small transition-colors duration-150 peer-checked:border-ink peer-checked:bg-ink peer-checked:text-paper peer-hover:peer-not-checked:bg-wash peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent">
              {CHANNEL_WORDS[value]}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
