import type { Role } from "./team";

/** A person in a team. */
export interface Member {
  /** The person's. */
  id: string;
  email: string;
  role: Role;
  joinedAt: Date;
  /** Whether new stats are told to this person by mail. */
  mailNewStats: boolean;
  /** The names of the keys they made that are not revoked. */
  keys: string[];
}

/** An invitation that was not accepted yet. */
export interface Invitation {
  id: string;
  /** The address it is mailed to: only its owner can accept. */
  email: string;
  role: Role;
  /** As the person or the key is called that invited. */
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
}

/** An invitation as it looks to the one who is invited. */
export interface OwnInvitation extends Omit<Invitation, "createdAt"> {
  /** What the team is called now. */
  team: string;
}

/** A team as somebody in it sees it among theirs. */
export interface OwnTeam {
  id: string;
  name: string;
  role: Role;
  /** Whether it is the one they work in, in the session that asks. */
  current: boolean;
}
