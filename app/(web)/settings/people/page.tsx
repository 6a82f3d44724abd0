import type { Metadata } from "next";
import { signedIn } from "@/app/(web)/signed-in";
import type { QueryProps } from "@/app/page-props";
import { Pager } from "@/components/stats/pager";
import { InvitationList } from "@/components/team/invitation-list";
import { InviteForm } from "@/components/team/invite-form";
import { MemberList } from "@/components/team/member-list";
import { NoticesForm } from "@/components/team/notices-form";
import { Section } from "@/components/ui/section";
import type { Context } from "@/lib/context";
import { canManagePeople } from "@/lib/domain/can";
import type { Invitation } from "@/lib/domain/people";
import { listInvitations } from "@/lib/interactors/people/list-invitations";
import { listMembers } from "@/lib/interactors/people/list-members";
import { getTeam } from "@/lib/interactors/team/get-team";
import { grantableRoles, invitationRow, memberRows } from "@/lib/presenters/view/people";
import {
  changeRoleAction,
  inviteAction,
  removeMemberAction,
  resendInvitationAction,
  revokeInvitationAction,
  setNoticesAction,
} from "./actions";

export const metadata: Metadata = { title: "People" };

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export default async function PeoplePage({ searchParams }: QueryProps) {
  const query = await searchParams;
  const ctx = await signedIn("/settings/people");
  const { actor } = ctx;
  if (actor.kind !== "user") return null;
  const cursor = typeof query.cursor === "string" && UUID.test(query.cursor) ? query.cursor : undefined;
  const [team, members, invitations] = await Promise.all([
    getTeam(ctx),
    listMembers(ctx, { limit: 500, cursor }),
    invitationsFor(ctx),
  ]);
  const now = ctx.clock.now();
  const self = members.data.find(({ id }) => id === actor.userId);
  return (
    <>
      {canManagePeople(actor) && (
        <Section title="Invite" about="Somebody who sees the same stats.">
          <InviteForm roles={grantableRoles(actor)} invite={inviteAction} />
        </Section>
      )}
      {invitations.length > 0 && (
        <Section title="Invitations" about="Not accepted yet.">
          <InvitationList
            invitations={invitations.map((each) => invitationRow(each, actor, now, team.zone))}
            resend={resendInvitationAction}
            revoke={revokeInvitationAction}
          />
        </Section>
      )}
      <Section title="Members" about="Who is in the team, and what each may do.">
        <MemberList
          members={memberRows(members.data, actor, now, team.zone)}
          changeRole={changeRoleAction}
          remove={removeMemberAction}
        />
        <Pager
          first={cursor === undefined ? null : "/settings/people"}
          next={members.next === null ? null : `/settings/people?cursor=${members.next}`}
        />
      </Section>
      {self !== undefined && (
        <Section title="Mail to you" about="About this team; others have their own setting.">
          <NoticesForm mailNewStats={self.mailNewStats ?? false} save={setNoticesAction} />
        </Section>
      )}
    </>
  );
}

async function invitationsFor(ctx: Context): Promise<Invitation[]> {
  const may = ctx.actor.kind === "user" && canManagePeople(ctx.actor);
  return may ? (await listInvitations(ctx, { limit: 500 })).data : [];
}
