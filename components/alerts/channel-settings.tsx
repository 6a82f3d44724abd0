import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { EndForm, type EndProps } from "@/components/ui/end-form";
import { Field, SelectField } from "@/components/ui/field";
import type { ChannelKind } from "@/lib/domain/channel";
import { BODY_SHAPES } from "@/lib/presenters/view/channel-row";
import { QuietFields } from "./quiet-fields";

interface ChannelSettingsProps {
  channel: { id: string; name: string; kind: ChannelKind; shown: string; shape: string | null };
  quiet: { from: string; to: string; zone: string };
  zones: { value: string; text: string }[];
  save: FormAction;
}

const LEADS: Record<ChannelKind, string> = {
  email: "Another address",
  webhook: "Another address",
  slack: "Another address of an incoming webhook",
  pagerduty: "Another integration key",
};

/** How a channel is called, where it leads and when it is left alone. */
export function ChannelSettings({ channel, quiet, zones, save }: ChannelSettingsProps) {
  const { id, name, kind, shown, shape } = channel;
  return (
    <ActionForm action={save} label="Channel settings" className="grid gap-5">
      <input type="hidden" name="id" value={id} />
      <Field name="name" label="Name" subject="This name" defaultValue={name} autoComplete="off" />
      <Field
        name="target"
        label={LEADS[kind]}
        subject="This"
        autoComplete="off"
        spellCheck={false}
        hint={`Now it leads to ${shown}, and stays so if this is empty.`}
      />
      {shape !== null && <SelectField name="shape" label="Body" options={BODY_SHAPES} defaultValue={shape} />}
      <QuietFields draft={quiet} zones={zones} />
      <div>
        <SubmitButton pending="Saving…">Save</SubmitButton>
      </div>
    </ActionForm>
  );
}

interface SwitchProps {
  id: string;
  on: boolean;
  /** Reads `id` and `on`. */
  turn: FormAction;
}

/** Off, nothing goes there and what waits is given up. */
export function ChannelSwitch({ id, on, turn }: SwitchProps) {
  return (
    <ActionForm
      action={turn}
      label={on ? "Turn off" : "Turn on"}
      className="flex flex-wrap items-center gap-x-4 gap-y-2"
    >
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="on" value={on ? "0" : "1"} />
      <SubmitButton tone="plain" pending={on ? "Turning off…" : "Turning on…"}>
        {on ? "Turn off" : "Turn on again"}
      </SubmitButton>
      <p className="text-small text-muted">
        {on ? "Nothing goes there then, and what waits for it is given up." : "What happens from now on is told again."}
      </p>
    </ActionForm>
  );
}

/** Sends something now, whatever the hour, and says what came of it. */
export function ChannelTest({ id, test }: { id: string; test: FormAction }) {
  return (
    <ActionForm
      action={test}
      label="Test"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 [&>[aria-live]]:w-full"
    >
      <input type="hidden" name="id" value={id} />
      <SubmitButton tone="plain" pending="Sending…">
        Send a test
      </SubmitButton>
      <p className="text-small text-muted">At once, whatever the hour.</p>
    </ActionForm>
  );
}

/** Another secret, shown once; the one before signs beside it for a day. */
export function SecretRotation({ id, rotate }: { id: string; rotate: FormAction }) {
  return (
    <ActionForm action={rotate} label="Signing secret" className="grid gap-3">
      <input type="hidden" name="id" value={id} />
      <p className="max-w-prose text-muted">
        The secret was shown when the channel was made. Lost or leaked, make another: for 24 hours both sign, so that
        you can change over in your own time.
      </p>
      <div>
        <SubmitButton tone="plain" pending="Making it…">
          Make a new secret
        </SubmitButton>
      </div>
    </ActionForm>
  );
}

/** The end of a channel, which asks for its name. */
export function ChannelEnd(props: EndProps) {
  return (
    <EndForm noun="channel" {...props}>
      What waits for it and the log of what went there go with it. Alerts that tell it stay. This cannot be undone.
    </EndForm>
  );
}
