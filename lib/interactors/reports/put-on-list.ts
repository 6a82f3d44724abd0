import type { Context } from "@/lib/context";
import type { TeamActor } from "@/lib/domain/can";
import { LINK_MINUTES } from "@/lib/domain/mail";
import { Refusal } from "@/lib/errors";
import { queueMail } from "@/lib/store/records/mails";
import { countAsked, findMembersAt, insertRecipients } from "@/lib/store/records/report-recipients";
import type { ListedReport } from "@/lib/store/records/reports";
import type { Transaction } from "@/lib/store/records/transaction";

const DAY_MS = 86_400_000;
const MOST_TO_ADDRESS = 3;
const MOST_OF_TEAM = 20;

/**
 * Puts addresses on a report's list. Those that a member has proved get it from now on; anybody else is asked by mail
 * first. Who is on it stays as they are, and who unsubscribed too. Throws `limited` when an address was asked three
 * times within a day, by whomever, or the team asked twenty times.
 */
export async function putOnList(
  tx: Transaction,
  ctx: Context,
  { teamId }: Pick<TeamActor, "teamId">,
  { id, addresses }: { id: string; addresses: string[] },
): Promise<void> {
  const now = ctx.clock.now();
  const members = await findMembersAt(tx, teamId, addresses);
  const fresh = addresses.map((address) => ({ address, confirmedAt: members.has(address) ? now : null }));
  const added = await insertRecipients(tx, id, fresh, now);
  for (const { id: recipientId, address } of added) {
    if (!members.has(address)) await askReader(tx, { recipientId, address, teamId }, now);
  }
}

/**
 * Asks those of the addresses again who have not agreed and have no link any more by which they could: it is a week
 * old, or they were in the team when they came to the list.
 */
export async function askAgain(
  tx: Transaction,
  ctx: Context,
  { recipients, teamId }: ListedReport,
  addresses: string[],
): Promise<void> {
  const now = ctx.clock.now();
  const linked = new Date(now.getTime() - LINK_MINUTES.report_confirm * 60_000);
  for (const { id: recipientId, address, confirmedAt, unsubscribedAt } of recipients) {
    const isWaiting = addresses.includes(address) && confirmedAt === null && unsubscribedAt === null;
    if (!isWaiting || (await countAsked(tx, { recipient: address }, linked)) > 0) continue;
    await askReader(tx, { recipientId, address, teamId }, now);
  }
}

/** Asks somebody on the list by mail whether they want it. Throws `limited` as above. */
export async function askReader(
  tx: Transaction,
  { recipientId, address, teamId }: { recipientId: string; address: string; teamId: string },
  now: Date,
): Promise<void> {
  const since = new Date(now.getTime() - DAY_MS);
  const asked = await countAsked(tx, { recipient: address }, since);
  if (asked >= MOST_TO_ADDRESS || (await countAsked(tx, { teamId }, since)) >= MOST_OF_TEAM) {
    const detail = `too many were asked today whether they agree, or ${address} too often; try again tomorrow`;
    throw new Refusal("limited", detail, { retryAfterSeconds: DAY_MS / 1_000 });
  }
  await queueMail(tx, { content: { kind: "report_confirm", recipientId }, recipient: address, teamId }, now);
}
