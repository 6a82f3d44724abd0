import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { EndForm, type EndProps } from "@/components/ui/end-form";
import { Link } from "@/components/ui/link";
import { PauseForm, type PauseProps } from "@/components/ui/pause-form";

interface SendControlsProps {
  id: string;
  href: string;
  /** "ada@example.com and 2 others". */
  told: string;
  /** Both read `id`; null for those who only look. `all` is null while nobody gets it. */
  send: { test: FormAction; all: FormAction | null } | null;
}

/** Looking at a report as it would be mailed now, trying it, and sending it beside its times. */
export function SendControls({ id, href, told, send }: SendControlsProps) {
  return (
    <div className="flex flex-wrap items-start gap-3">
      <Link href={`${href}/preview`} className={buttonLook("primary")}>
        Preview
      </Link>
      {send !== null && (
        <>
          <ActionForm action={send.test} label="Send a test" className="grid gap-2">
            <input type="hidden" name="id" value={id} />
            <SubmitButton tone="plain" pending="Sending…">
              Send it to me
            </SubmitButton>
          </ActionForm>
          {send.all !== null && (
            <details className="open:basis-full">
              <summary className="inline-flex min-h-10 items-center rounded-small border border-edge bg-card px-4 font-medium hover:bg-wash">
                Send it to all now…
              </summary>
              <ActionForm
                action={send.all}
                label="Send it to all"
                className="mt-3 grid gap-3 rounded border border-hairline bg-card p-4"
              >
                <input type="hidden" name="id" value={id} />
                <p className="wrap-anywhere">
                  It goes to {told}, at once and beside its times: a mail cannot be taken back.
                </p>
                <div>
                  <SubmitButton tone="plain" pending="Sending…">
                    Send it now
                  </SubmitButton>
                </div>
              </ActionForm>
            </details>
          )}
        </>
      )}
    </div>
  );
}

/** Pausing a report, or sending it again. */
export function ReportPause(props: PauseProps) {
  return (
    <PauseForm {...props}>
      {props.paused ? "It is sent again from its next time on." : "Nobody is mailed it until you resume it."}
    </PauseForm>
  );
}

/** The end of a report, which asks for its name. */
export function ReportEnd(props: EndProps) {
  return (
    <EndForm noun="report" {...props}>
      Its list and its history go with it, and what waits to be mailed. This cannot be undone.
    </EndForm>
  );
}
