import type { Metadata } from "next";
import { signedIn } from "@/app/(web)/signed-in";
import { DeleteTeam } from "@/components/team/delete-team";
import { LeaveTeam } from "@/components/team/leave-team";
import { TeamFacts } from "@/components/team/team-facts";
import { TeamForm } from "@/components/team/team-form";
import { Section } from "@/components/ui/section";
import { canDeleteTeam, canManageTeam } from "@/lib/domain/can";
import { getTeam } from "@/lib/interactors/team/get-team";
import { teamFacts, teamView } from "@/lib/presenters/view/team";
import { deleteTeamAction, leaveTeamAction, saveTeamAction } from "./actions";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage() {
  const ctx = await signedIn("/settings");
  const { actor } = ctx;
  const team = await getTeam(ctx);
  return (
    <>
      <Section title="Team" about="What it is called, and how its numbers are taken and kept.">
        {actor.kind === "user" && canManageTeam(actor) ? (
          <TeamForm team={teamView(team)} save={saveTeamAction} />
        ) : (
          <TeamFacts facts={teamFacts(team)} />
        )}
      </Section>
      <Section title="Your part in it" about="To hand the team over, make somebody else an owner under People.">
        <LeaveTeam team={team.name} leave={leaveTeamAction} />
        {actor.kind === "user" && canDeleteTeam(actor) && <DeleteTeam team={team.name} remove={deleteTeamAction} />}
      </Section>
    </>
  );
}
