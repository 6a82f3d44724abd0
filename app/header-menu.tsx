import { signOutAction } from "@/app/(auth)/actions";
import { switchTeamAction } from "@/app/(web)/teams/actions";
import { TeamMenu } from "@/components/team/team-menu";
import { pageContext } from "@/lib/auth/context";
import { listTeams } from "@/lib/interactors/team/list-teams";
import { teamMenu } from "@/lib/presenters/view/team";

/** The part of the header that belongs to somebody who is signed in; nothing for anybody else. */
export async function HeaderMenu() {
  const ctx = await pageContext();
  if (ctx.actor.kind !== "user" && ctx.actor.kind !== "person") return null;
  return <TeamMenu teams={teamMenu(await listTeams(ctx))} switchTo={switchTeamAction} signOut={signOutAction} />;
}
