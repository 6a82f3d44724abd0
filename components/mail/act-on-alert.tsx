import { AuthHeading } from "@/components/auth/auth-heading";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import type { ActOnAlertView } from "@/lib/presenters/view/act-on-alert";
import type { FormState } from "@/lib/presenters/view/form-state";

interface ActOnAlertProps {
  view: ActOnAlertView;
  token: string;
  /** A server action that reads `token` and `act`. */
  act: (before: FormState, form: FormData) => Promise<FormState>;
}

/** What the links in an alert's mail open: how the alert stands now, and one button for each thing to do about it. */
export function ActOnAlert({ view, token, act }: ActOnAlertProps) {
  const { address, title, standing, mayAcknowledge, mayMute, mayStop, incident } = view;
  return (
    <>
      <AuthHeading title={title}>{standing.join(" ")}</AuthHeading>
      {mayAcknowledge && (
        <ActionForm action={act} label="Acknowledge the alert" className="mb-8 grid justify-items-start gap-3">
          <input type="hidden" name="token" value={token} />
          <SubmitButton name="act" value="acknowledge" pending="One moment…">
            Acknowledge it
          </SubmitButton>
          <p className="text-small text-muted">Somebody has seen it: it is quiet until it clears, then armed again.</p>
        </ActionForm>
      )}
      {mayMute && (
        <ActionForm action={act} label="Mute the alert" className="mb-8 flex flex-wrap gap-3">
          <input type="hidden" name="token" value={token} />
          <h2 id="mute" className="w-full font-medium">
            Mute it for
          </h2>
          {MUTES.map(([value, words]) => (
            <SubmitButton key={value} tone="quiet" name="act" value={value} pending="One moment…">
              {words}
            </SubmitButton>
          ))}
          <p className="w-full text-small text-muted">It is watched all the same, and tells nobody meanwhile.</p>
        </ActionForm>
      )}
      {incident !== null && (
        <p className="mb-8">
          <Link href={incident} className="prose-link">
            See the incident
          </Link>{" "}
          <span className="text-small text-muted">for those who are in the team</span>
        </p>
      )}
      {mayStop && (
        <ActionForm
          action={act}
          label="Stop the mails"
          className="grid justify-items-start gap-3 border-t border-hairline pt-6"
        >
          <input type="hidden" name="token" value={token} />
          <p className="text-muted wrap-anywhere">Enough of these? No alert is mailed to {address} any more then.</p>
          <SubmitButton tone="danger" name="act" value="stop" pending="One moment…">
            Stop these mails
          </SubmitButton>
        </ActionForm>
      )}
    </>
  );
}

const MUTES = [
  ["mute_1h", "an hour"],
  ["mute_8h", "8 hours"],
  ["mute_1d", "a day"],
] as const;
