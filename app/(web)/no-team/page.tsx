import type { Metadata } from "next";
import { acceptInvitationAction } from "@/app/(auth)/invitation/actions";
import { signedInPerson } from "@/app/(web)/signed-in";
import { createTeamAction } from "@/app/(web)/teams/actions";
import { NewTeam } from "@/components/team/new-team";
import { OwnInvitations } from "@/components/team/own-invitations";
import { Section } from "@/components/ui/section";
import { listOwnInvitations } from "@/lib/interactors/people/list-own-invitations";
import { invitationView } from "@/lib/presenters/view/people";

export const metadata: Metadata = { title: "Join a team" };

/** What somebody who is in no team can do about it; somebody who is in one can come here too. */
export default async function NoTeamPage() {
  const ctx = await signedInPerson("/no-team");
  const invitations = await listOwnInvitations(ctx);
  return (
    <>
      <h1 className="text-title font-semibold tracking-tight">
        {ctx.actor.kind === "person" ? "You are in no team" : "Join another team"}
      </h1>
      <p className="mt-2 text-muted">Stats belong to teams: join one you are invited to, or make your own.</p>
      <Section title="Invitations" about="For the address you have confirmed.">
        {invitations.length === 0 ? (
          <p className="text-muted">None. An owner or admin of a team can invite your address.</p>
        ) : (
          <OwnInvitations invitations={invitations.map(invitationView)} accept={acceptInvitationAction} />
        )}
      </Section>
      <Section title="New team" about="With stats, keys and people of its own.">
        <NewTeam create={createTeamAction} />
      </Section>
    </>
  );
}
