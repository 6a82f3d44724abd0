import type { Metadata } from "next";
import { SECRET_PAGE } from "@/app/(auth)/mailed-link";
import type { QueryProps } from "@/app/page-props";
import { AuthHeading } from "@/components/auth/auth-heading";
import { LinkGone } from "@/components/auth/link-gone";
import {
  AcceptAsNewForm,
  AcceptForm,
  DeclineForm,
  SignInInstead,
  SignInToAccept,
  SignOutToAccept,
} from "@/components/team/invitation-forms";
import { pageContext } from "@/lib/auth/context";
import { findInvitation } from "@/lib/interactors/people/find-invitation";
import { invitationView } from "@/lib/presenters/view/people";
import {
  acceptAsNewAction,
  acceptInvitationAction,
  declineInvitationAction,
  signOutForInvitationAction,
} from "./actions";

export const metadata: Metadata = { title: "Invitation", ...SECRET_PAGE };

const LONGEST_TOKEN = 200;

export default async function InvitationPage({ searchParams }: QueryProps) {
  const { token } = await searchParams;
  const isToken = typeof token === "string" && token.length <= LONGEST_TOKEN;
  const invitation = isToken ? await findInvitation(await pageContext(), { token }) : null;
  if (!isToken || invitation === null) return <LinkGone href="/stats" another="Go to your stats" />;
  const { team, email, invitedBy, as, may, until } = invitationView(invitation);
  const { standing, signedInAs } = invitation;
  return (
    <>
      <AuthHeading title={`Join ${team}`}>
        {invitedBy} invites <strong className="font-medium text-ink">{email}</strong> as {as}, who {may}. Until {until}.
      </AuthHeading>
      {standing === "theirs" && <AcceptForm token={token} accept={acceptInvitationAction} />}
      {standing === "new" && <AcceptAsNewForm token={token} email={email} accept={acceptAsNewAction} />}
      {standing === "has_account" && <SignInToAccept token={token} />}
      {standing === "anothers" && (
        <>
          <p className="mb-4 wrap-anywhere">
            This invitation is for {email}; you are signed in as {signedInAs}.
          </p>
          <SignOutToAccept token={token} signOut={signOutForInvitationAction} />
        </>
      )}
      {standing !== "anothers" && <DeclineForm token={token} decline={declineInvitationAction} />}
      {standing === "new" && <SignInInstead token={token} email={email} />}
    </>
  );
}
