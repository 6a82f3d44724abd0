import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { TimeAgo } from "@/components/ui/time-ago";
import type { SessionRow } from "@/lib/presenters/view/session-row";
import type { FormAction } from "./form-action";

/** Where a person is signed in, each with a button that ends it. */
export function SessionList({ sessions, end }: { sessions: SessionRow[]; end: FormAction }) {
  return (
    <ul aria-label="Browsers" className="border-t border-hairline">
      {sessions.map((session) => (
        <li
          key={session.id}
          className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-hairline py-3 last:border-b-0"
        >
          <div className="mr-auto min-w-0">
            <p>
              <span className="font-medium">{session.browser}</span>
              {session.current && <span className="ml-2 text-small font-medium text-good">this browser</span>}
            </p>
            <p className="text-small text-muted">
              {session.address !== "" && `${session.address} · `}
              signed in <TimeAgo at={session.signedIn} /> · last seen <TimeAgo at={session.lastSeen} />
            </p>
          </div>
          {!session.current && (
            <ActionForm action={end} label={`Sign ${session.browser} out`} className="">
              <input type="hidden" name="id" value={session.id} />
              <SubmitButton tone="plain" pending="Signing out…">
                Sign out<span className="sr-only"> {session.browser}</span>
              </SubmitButton>
            </ActionForm>
          )}
        </li>
      ))}
    </ul>
  );
}
