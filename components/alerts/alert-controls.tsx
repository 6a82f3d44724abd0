import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { EndForm, type EndProps } from "@/components/ui/end-form";
import { Field } from "@/components/ui/field";
import { PauseForm, type PauseProps } from "@/components/ui/pause-form";

/** What is put over an alert, of one of its stats or of all. */
interface QuietActions {
  /** Reads `id` and `stat`. */
  acknowledge: FormAction;
  /** Reads `id`, `stat` and `for` (`1h`, `8h`, `1d`), or `until`. */
  mute: FormAction;
  /** Reads `id` and `stat`. */
  unmute: FormAction;
}

interface QuietControlsProps {
  id: string;
  /** The public id of the only stat that is meant; all of the alert without it. */
  statId?: string;
  name: string;
  mayAcknowledge: boolean;
  /** "until 14:00"; null when it is not muted. */
  muted: string | null;
  /** The team's, by whose clocks `until` is typed. */
  zone: string;
  actions: QuietActions;
}

const MUTES = [
  { length: "1h", text: "1 hour" },
  { length: "8h", text: "8 hours" },
  { length: "1d", text: "1 day" },
];

/** Acknowledging what rings, and muting: an hour, eight, a day, or until a moment. */
export function QuietControls({ id, statId, name, mayAcknowledge, muted, zone, actions }: QuietControlsProps) {
  const about = (
    <>
      <input type="hidden" name="id" value={id} />
      {statId !== undefined && <input type="hidden" name="stat" value={statId} />}
    </>
  );
  return (
    <div className="flex flex-wrap items-start gap-3">
      {mayAcknowledge && (
        <ActionForm action={actions.acknowledge} label={`Acknowledge ${name}`} className="grid gap-2">
          {about}
          <SubmitButton pending="Acknowledging…">Acknowledge</SubmitButton>
        </ActionForm>
      )}
      {muted !== null && (
        <ActionForm action={actions.unmute} label={`Unmute ${name}`} className="grid gap-2">
          {about}
          <SubmitButton tone="plain" pending="Unmuting…">
            Unmute
          </SubmitButton>
        </ActionForm>
      )}
      <details className="open:basis-full">
        <summary className="inline-flex min-h-10 items-center rounded-small border border-edge bg-card px-4 font-medium hover:bg-wash">
          {muted === null ? "Mute…" : "Mute for longer…"}
        </summary>
        <ActionForm
          action={actions.mute}
          label={`Mute ${name}`}
          className="mt-3 grid gap-4 rounded border border-hairline bg-card p-4"
        >
          {about}
          <p className="text-muted">It is judged all the same, and its story goes on; nobody is told meanwhile.</p>
          <div className="flex flex-wrap gap-2">
            {MUTES.map(({ length, text }) => (
              <SubmitButton key={length} tone="plain" name="for" value={length} pending="Muting…">
                {text}
              </SubmitButton>
            ))}
          </div>
          <div className="flex flex-wrap items-end gap-3">
            <Field
              name="until"
              label="Or until"
              subject="This moment"
              type="datetime-local"
              hint={`Times in ${zone.replaceAll("_", " ")}.`}
            />
            <div className="pb-6">
              <SubmitButton tone="plain" pending="Muting…">
                Mute until then
              </SubmitButton>
            </div>
          </div>
        </ActionForm>
      </details>
    </div>
  );
}

/** Pausing an alert, or watching again. */
export function PauseControl(props: PauseProps) {
  return (
    <PauseForm {...props}>
      {props.paused
        ? "It is judged afresh, from now on."
        : "Nothing is judged until you resume it. What rings now is over."}
    </PauseForm>
  );
}

/** The end of an alert, which asks for its name. */
export function AlertEnd(props: EndProps) {
  return (
    <EndForm noun="alert" {...props}>
      Its incidents go with it. The stat keeps all its numbers. This cannot be undone.
    </EndForm>
  );
}
