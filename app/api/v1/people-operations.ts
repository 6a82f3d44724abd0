import { changeRoleInput } from "@/lib/interactors/people/change-role";
import { inviteInput } from "@/lib/interactors/people/invite";
import { listInvitationsInput } from "@/lib/interactors/people/list-invitations";
import { listMembersInput } from "@/lib/interactors/people/list-members";
import { removeMemberInput } from "@/lib/interactors/people/remove-member";
import { updateTeamInput } from "@/lib/interactors/team/update-team";
import { listAnswer, teamAnswer } from "@/lib/presenters/http/answers";
import type { Operation } from "@/lib/presenters/http/openapi";
import { invitationAnswer, memberAnswer } from "@/lib/presenters/http/people-answers";

/** The calls about the team and the people in it. */
export const peopleOperations: Operation[] = [
  {
    path: "/team",
    method: "get",
    id: "getTeam",
    summary: "The team",
    keys: ["read", "manage"],
    answers: { 200: { description: "The team", schema: teamAnswer } },
    problems: [401, 403, 429],
    curl: `$URL/team -H "Authorization: Bearer $READ_KEY"`,
  },
  {
    path: "/team",
    method: "patch",
    id: "updateTeam",
    summary: "Change the team",
    keys: ["manage"],
    body: updateTeamInput,
    answers: { 200: { description: "The team as it is now", schema: teamAnswer } },
    problems: [400, 401, 403, 413, 415, 429],
    curl: `-X PATCH $URL/team -H "Authorization: Bearer $MANAGE_KEY" -H "Content-Type: application/json" -d '{"zone":"Europe/Berlin"}'`,
  },
  {
    path: "/members",
    method: "get",
    id: "listMembers",
    summary: "List the people in the team",
    keys: ["read", "manage"],
    query: listMembersInput,
    answers: { 200: { description: "A page of people", schema: listAnswer(memberAnswer) } },
    problems: [400, 401, 403, 429],
    curl: `$URL/members -H "Authorization: Bearer $READ_KEY"`,
  },
  {
    path: "/members/{id}",
    method: "patch",
    id: "changeRole",
    summary: "Change what somebody in the team may do",
    description:
      "It counts from their next request on. A manage key acts as an admin does: only a person who owns the team makes owners or changes them. The last owner stays one.",
    keys: ["manage"],
    body: changeRoleInput.omit({ id: true }),
    answers: { 200: { description: "The person as they are now", schema: memberAnswer } },
    problems: [400, 401, 403, 404, 409, 413, 415, 429],
    curl: `-X PATCH $URL/members/$ID -H "Authorization: Bearer $MANAGE_KEY" -H "Content-Type: application/json" -d '{"role":"viewer"}'`,
  },
  {
    path: "/members/{id}",
    method: "delete",
    id: "removeMember",
    summary: "Remove somebody from the team",
    description:
      "They are refused from their next request on, and told by mail. What they made stays; the keys too, unless `revoke_keys=true`.",
    keys: ["manage"],
    query: removeMemberInput.omit({ id: true }),
    answers: { 204: { description: "They are out" } },
    problems: [400, 401, 403, 404, 409, 422, 429],
    curl: `-X DELETE "$URL/members/$ID?revoke_keys=true" -H "Authorization: Bearer $MANAGE_KEY"`,
  },
  {
    path: "/invitations",
    method: "get",
    id: "listInvitations",
    summary: "List the invitations that nobody accepted yet",
    keys: ["manage"],
    query: listInvitationsInput,
    answers: { 200: { description: "A page of invitations, oldest first", schema: listAnswer(invitationAnswer) } },
    problems: [400, 401, 403, 429],
    curl: `$URL/invitations -H "Authorization: Bearer $MANAGE_KEY"`,
  },
  {
    path: "/invitations",
    method: "post",
    id: "invite",
    summary: "Invite an address to the team",
    description:
      "A mail goes to it, with a link that its owner can accept within 7 days. Inviting it again makes a new link, and the role is the new one. A team has at most 100 open invitations and mails 50 a day.",
    keys: ["manage"],
    body: inviteInput,
    answers: { 201: { description: "The invitation", schema: invitationAnswer } },
    problems: [400, 401, 403, 409, 413, 415, 429],
    curl: `-X POST $URL/invitations -H "Authorization: Bearer $MANAGE_KEY" -H "Content-Type: application/json" -d '{"email":"bob@example.com","role":"member"}'`,
  },
  {
    path: "/invitations/{id}",
    method: "delete",
    id: "revokeInvitation",
    summary: "Take an invitation back",
    keys: ["manage"],
    answers: { 204: { description: "Its link opens nothing any more" } },
    problems: [401, 403, 404, 429],
    curl: `-X DELETE $URL/invitations/$ID -H "Authorization: Bearer $MANAGE_KEY"`,
  },
  {
    path: "/invitations/{id}/resend",
    method: "post",
    id: "resendInvitation",
    summary: "Mail an invitation anew",
    description: "With a new link that is good for 7 days from now; the one before opens nothing any more.",
    keys: ["manage"],
    answers: { 200: { description: "The invitation", schema: invitationAnswer } },
    problems: [401, 403, 404, 429],
    curl: `-X POST $URL/invitations/$ID/resend -H "Authorization: Bearer $MANAGE_KEY"`,
  },
];
