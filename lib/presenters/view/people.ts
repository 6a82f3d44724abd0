import { canChangeMember, canGrant, canManagePeople, type TeamActor } from "@/lib/domain/can";
import type { Invitation, Member, OwnInvitation } from "@/lib/domain/people";
import { ROLES, type Role } from "@/lib/domain/team";
import { type MomentView, momentView } from "./moment";

const ROLE_WORDS: Record<Role, { name: string; article: string; may: string }> = {
  owner: { name: "Owner", article: "an owner", may: "does everything, and may delete the team" },
  admin: { name: "Admin", article: "an admin", may: "manages people, keys and settings as well" },
  member: { name: "Member", article: "a member", may: "makes and changes stats" },
  viewer: { name: "Viewer", article: "a viewer", may: "looks and changes nothing" },
};

interface Choice {
  value: Role;
  text: string;
}

/** The roles that somebody may give, the one that does least first. */
export function grantableRoles(actor: TeamActor): Choice[] {
  const roles = ROLES.filter((role) => canManagePeople(actor) && canGrant(actor, role)).reverse();
  return roles.map((role) => ({ value: role, text: `${ROLE_WORDS[role].name}: ${ROLE_WORDS[role].may}` }));
}

/** A person in the team as the list shows them to somebody. */
export interface MemberRow {
  id: string;
  email: string;
  role: Role;
  roleName: string;
  isSelf: boolean;
  joined: MomentView;
  /** The names of the keys they made. */
  keys: string[];
  /** The roles that whoever looks may give them; none when they may not be changed. */
  roles: Choice[];
  mayRemove: boolean;
}

type KnownMember = Omit<Member, "mailNewStats">;

/** The people in the team, those who may do most first. */
export function memberRows(members: KnownMember[], actor: TeamActor, now: Date, zone: string): MemberRow[] {
  const sorted = members.toSorted(
    (a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || a.email.localeCompare(b.email),
  );
  return sorted.map(({ id, email, role, joinedAt, keys }) => {
    const isSelf = actor.kind === "user" && actor.userId === id;
    const mayChange = canManagePeople(actor) && canChangeMember(actor, role);
    return {
      id,
      email,
      role,
      roleName: ROLE_WORDS[role].name,
      isSelf,
      joined: momentView(joinedAt, now, zone),
      keys,
      roles: mayChange ? grantableRoles(actor) : [],
      mayRemove: mayChange && !isSelf,
    };
  });
}

export interface InvitationRow {
  id: string;
  email: string;
  roleName: string;
  invitedBy: string;
  invited: MomentView;
  /** Until which day it can be accepted. */
  until: string;
  isOver: boolean;
  mayChange: boolean;
}

export function invitationRow(invitation: Invitation, actor: TeamActor, now: Date, zone: string): InvitationRow {
  const { id, email, role, invitedBy, createdAt, expiresAt } = invitation;
  return {
    id,
    email,
    roleName: ROLE_WORDS[role].name,
    invitedBy,
    invited: momentView(createdAt, now, zone),
    until: day(expiresAt, zone),
    isOver: expiresAt <= now,
    mayChange: canManagePeople(actor) && canChangeMember(actor, role),
  };
}

/** An invitation as it is told to the one who is invited. */
export interface InvitationView {
  id: string;
  team: string;
  email: string;
  invitedBy: string;
  /** "a viewer". */
  as: string;
  /** What one may do in that role. */
  may: string;
  until: string;
}

export function invitationView({ id, team, email, role, invitedBy, expiresAt }: OwnInvitation): InvitationView {
  const { article, may } = ROLE_WORDS[role];
  return { id, team, email, invitedBy, as: article, may, until: day(expiresAt, "UTC") };
}

function day(at: Date, zone: string): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: zone }).format(at);
}
