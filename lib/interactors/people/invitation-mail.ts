import type { Context } from "@/lib/context";
import { LINK_MINUTES } from "@/lib/domain/mail";
import type { Invitation } from "@/lib/domain/people";
import { Refusal } from "@/lib/errors";
import { countInvitationMails } from "@/lib/store/records/invitations";
import { queueMail } from "@/lib/store/records/mails";
import type { Transaction } from "@/lib/store/records/transaction";

const MOST_A_DAY = 50;
const DAY_MS = 86_400_000;

/** When an invitation that is mailed now can no longer be accepted. */
export function invitationExpiry(now: Date): Date {
  return new Date(now.getTime() + LINK_MINUTES.invitation * 60_000);
}

/** Puts an invitation's mail in line, under the team's lock. Throws `limited` when the team mailed too many today. */
export async function mailInvitation(
  tx: Transaction,
  ctx: Context,
  invitation: Invitation,
  team: { id: string; name: string },
): Promise<void> {
  const now = ctx.clock.now();
  if ((await countInvitationMails(tx, team.id, new Date(now.getTime() - DAY_MS))) >= MOST_A_DAY) {
    const tomorrow = { retryAfterSeconds: DAY_MS / 1_000 };
    throw new Refusal("limited", `a team may mail ${MOST_A_DAY} invitations a day; go on tomorrow`, tomorrow);
  }
  const { id: invitationId, email: recipient, role, invitedBy: by } = invitation;
  const content = { kind: "invitation" as const, invitationId, team: team.name, by, role };
  await queueMail(tx, { content, recipient, teamId: team.id }, now);
}
