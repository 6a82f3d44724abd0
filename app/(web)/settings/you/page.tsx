import type { Metadata } from "next";
import { signOutAction } from "@/app/(auth)/actions";
import { signedInPerson } from "@/app/(web)/signed-in";
import type { QueryProps } from "@/app/page-props";
import { AddressForm } from "@/components/account/address-form";
import { DeleteAccount } from "@/components/account/delete-account";
import { Downloads } from "@/components/account/downloads";
import { EventList } from "@/components/account/event-list";
import { PasswordForm } from "@/components/account/password-form";
import { QuietHours } from "@/components/account/quiet-hours";
import { SessionList } from "@/components/account/session-list";
import { buttonLook } from "@/components/ui/button-look";
import { Section } from "@/components/ui/section";
import { IDLE_SECONDS } from "@/lib/auth/cookie";
import { canManageTeam } from "@/lib/domain/can";
import { foreseeDeletion } from "@/lib/interactors/accounts/foresee-deletion";
import { getAccount } from "@/lib/interactors/accounts/get-account";
import { listOwnEvents } from "@/lib/interactors/accounts/list-own-events";
import { listSessions } from "@/lib/interactors/accounts/list-sessions";
import { getQuietHours } from "@/lib/interactors/people/get-quiet-hours";
import { getTeam } from "@/lib/interactors/team/get-team";
import { accountView, deletionView } from "@/lib/presenters/view/account";
import { quietDraft } from "@/lib/presenters/view/channel-row";
import { ownEventRow } from "@/lib/presenters/view/own-event";
import { sessionRow } from "@/lib/presenters/view/session-row";
import { zoneChoices } from "@/lib/presenters/view/team";
import {
  askEmailChangeAction,
  changePasswordAction,
  deleteAccountAction,
  endSessionAction,
  mailOwnLinkAction,
  setQuietHoursAction,
  signOutEverywhereAction,
} from "./actions";

export const metadata: Metadata = { title: "You" };

const EVENTS = 20;

export default async function YouPage({ searchParams }: QueryProps) {
  const ctx = await signedInPerson("/settings/you");
  const { actor } = ctx;
  const [known, sessions, events, deletion, team, quiet, params] = await Promise.all([
    getAccount(ctx),
    listSessions(ctx, { idleSeconds: IDLE_SECONDS }),
    listOwnEvents(ctx, { limit: EVENTS }),
    foreseeDeletion(ctx),
    actor.kind === "user" ? getTeam(ctx) : null,
    getQuietHours(ctx),
    searchParams,
  ]);
  const now = ctx.clock.now();
  const zone = team?.zone ?? "UTC";
  const account = accountView(known, sessions.find(({ current }) => current)?.createdAt, now);
  const mayExport = team !== null && actor.kind === "user" && canManageTeam(actor);
  return (
    <>
      {params.address === "changed" && (
        <p role="status" className="mt-6 rounded-small border-l-4 border-good bg-wash px-3 py-2">
          Your address is {account.email} now. Every other browser is signed out.
        </p>
      )}
      <Section title="Address" about="What you sign in with, and where we tell you what happens to your account.">
        <AddressForm account={account} change={askEmailChangeAction} mailLink={mailOwnLinkAction} />
      </Section>
      <Section title="Password" about="Changing it signs every other browser out.">
        <PasswordForm account={account} save={changePasswordAction} mailLink={mailOwnLinkAction} />
      </Section>
      <Section
        id="quiet"
        title="Quiet hours"
        about="When mails of alerts leave your address alone, in every team of yours."
      >
        <QuietHours
          draft={quietDraft(quiet, zone)}
          zones={zoneChoices(quiet?.zone ?? zone)}
          save={setQuietHoursAction}
        />
      </Section>
      <Section
        title="Browsers"
        about="Where you are signed in. It ends by itself after 14 days without use, and 30 days after signing in."
      >
        <SessionList sessions={sessions.map((each) => sessionRow(each, now, zone))} end={endSessionAction} />
        <div className="flex flex-wrap gap-3">
          <form action={signOutAction}>
            <button type="submit" className={buttonLook("plain")}>
              Sign out
            </button>
          </form>
          <form action={signOutEverywhereAction}>
            <button type="submit" className={buttonLook("plain")}>
              Sign out everywhere
            </button>
          </form>
        </div>
      </Section>
      <Section
        title="What happened"
        about="The latest of your account. If something here was not you, change your password."
      >
        <EventList events={events.map((event) => ownEventRow(event, now, zone))} />
      </Section>
      <Section title="Your data" about="To keep, or to take elsewhere.">
        <Downloads team={mayExport ? team.name : null} />
      </Section>
      <Section title="Delete" about="For good, and at once.">
        <DeleteAccount account={account} deletion={deletionView(deletion)} remove={deleteAccountAction} />
      </Section>
    </>
  );
}
