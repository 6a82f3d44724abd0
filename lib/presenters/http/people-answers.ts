import { z } from "zod";
import type { Invitation, Member } from "@/lib/domain/people";
import { ROLES } from "@/lib/domain/team";

const time = z.iso.datetime().describe("RFC 3339, UTC");

export const memberAnswer = z
  .strictObject({
    id: z.string().describe("The person's."),
    email: z.string(),
    role: z.enum(ROLES),
    joined_at: time,
    mail_new_stats: z
      .boolean()
      .nullable()
      .describe("Whether new stats are told by mail to the person who asks; null for others, and for keys."),
  })
  .meta({ id: "Member" });

export function presentMember(
  member: Omit<Member, "mailNewStats"> & { mailNewStats: boolean | null },
): z.infer<typeof memberAnswer> {
  const { id, email, role, joinedAt, mailNewStats } = member;
  return { id, email, role, joined_at: joinedAt.toISOString(), mail_new_stats: mailNewStats };
}

export const invitationAnswer = z
  .strictObject({
    id: z.string(),
    email: z.string().describe("The address it is mailed to: only its owner can accept."),
    role: z.enum(ROLES),
    invited_by: z.string().describe("How the person or the key is called that invited."),
    created_at: time,
    expires_at: time,
  })
  .meta({ id: "Invitation" });

export function presentInvitation(invitation: Invitation): z.infer<typeof invitationAnswer> {
  const { id, email, role, invitedBy, createdAt, expiresAt } = invitation;
  return {
    id,
    email,
    role,
    invited_by: invitedBy,
    created_at: createdAt.toISOString(),
    expires_at: expiresAt.toISOString(),
  };
}
