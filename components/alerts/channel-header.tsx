import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Refresh } from "@/components/ui/refresh";
import { TimeAgo } from "@/components/ui/time-ago";
import { WayBack } from "@/components/ui/way-back";
import type { ChannelRow } from "@/lib/presenters/view/channel-row";
import type { FormState } from "@/lib/presenters/view/form-state";
import { ChannelState } from "./channel-state";

const EVERY_SECONDS = 10;

interface ChannelHeaderProps {
  of: ChannelRow;
  made: boolean;
  /** Reads `id` and `target`; null for those who only look. */
  askAgain: ((before: FormState, form: FormData) => Promise<FormState>) | null;
}

/** What a channel is, whether anything goes there, and what to do when nothing does. */
export function ChannelHeader({ of, made, askAgain }: ChannelHeaderProps) {
  return (
    <header className="mb-6 grid gap-3">
      <p className="flex items-center justify-between text-small">
        <WayBack href="/alerts/channels" to="All channels" />
        <span className="text-muted">
          <Refresh everySeconds={EVERY_SECONDS} />
        </span>
      </p>
      {made && <Notice className="">The channel is saved. Send a test before something happens.</Notice>}
      <div>
        <h1 className="text-title font-semibold tracking-tight wrap-anywhere">{of.name}</h1>
        <p className="flex flex-wrap items-baseline gap-x-3 text-small text-muted wrap-anywhere">
          <ChannelState state={of.state} />
          <span>
            {of.kindWord} · {of.shown}
          </span>
          {of.alerts !== "" && <span>{of.alerts}</span>}
          {of.quiet !== "" && <span>quiet from {of.quiet}</span>}
        </p>
      </div>
      {of.off !== null && (
        <p className="rounded-small border-l-4 border-bad bg-wash px-3 py-2 wrap-anywhere">
          Off since <TimeAgo at={of.off} />. {of.problem === "" ? "Somebody of the team turned it off." : of.problem}
        </p>
      )}
      {of.state === "unconfirmed" && (
        <div className="grid gap-3 rounded-small border-l-4 border-warn bg-wash px-3 py-2">
          <p className="wrap-anywhere">
            Nothing goes there yet: {of.shown} was mailed a link and has not agreed so far.
          </p>
          {askAgain !== null && (
            <ActionForm action={askAgain} label="Ask again" className="grid gap-3">
              <input type="hidden" name="id" value={of.id} />
              <input type="hidden" name="target" value={of.shown} />
              <div>
                <SubmitButton tone="plain" pending="Sending…">
                  Mail the link again
                </SubmitButton>
              </div>
            </ActionForm>
          )}
        </div>
      )}
    </header>
  );
}
