import type { Context } from "@/lib/context";
import { purgeFarewells } from "@/lib/interactors/accounts/purge-farewells";
import { coverStats, evaluateDue } from "@/lib/interactors/alerts/evaluate-alerts";
import { learnWhatIsUsual } from "@/lib/interactors/alerts/learn-usual";
import { purgeLog } from "@/lib/interactors/audit-log/purge-log";
import { deliverDue } from "@/lib/interactors/deliveries/deliver-due";
import { purgeDeliveries } from "@/lib/interactors/deliveries/purge-deliveries";
import { announceNewStats } from "@/lib/interactors/mails/announce-new-stats";
import { purgeMails } from "@/lib/interactors/mails/purge-mails";
import { sendMails } from "@/lib/interactors/mails/send-mails";
import { purgeReportTurns } from "@/lib/interactors/reports/purge-report-turns";
import { sendReports } from "@/lib/interactors/reports/send-reports";
import { foldMinutes } from "./fold-minutes";
import { moveMerged } from "./move-merged";
import { packBins } from "./pack-bins";
import { purgeExpired } from "./purge-expired";
import { purgeInvitations } from "./purge-invitations";
import { purgeLeases } from "./purge-leases";
import { purgeReceipts } from "./purge-receipts";
import { purgeTrash } from "./purge-trash";
import { removeTeams } from "./remove-teams";
import { rollUp } from "./roll-up";
import { recordTick } from "./ticks";

/** What a round did: how much of what, and moments in RFC 3339. */
export type Done = Record<string, number | string>;

/** Something the house does again and again, whoever it is done by: a worker's loop or a scheduler's call. */
export interface Chore {
  readonly name: string;
  /** Seconds from the end of a worker's round to the begin of its next. */
  readonly everySeconds: number;
  /** One round: all that is due, or what could be done until `stopping`. Several may run at once. */
  run(ctx: Context, stopping: AbortSignal): Promise<Done>;
}

/** How a worker without anything to do is told from one that is gone. */
export const SIGN_OF_LIFE: Chore = { name: "tick", everySeconds: 5, run: async () => ({}) };

/** The tick of what time moves; that numbers have come is heard of beside it. `/readyz` tells its age. */
export const EVALUATE_ALERTS = "evaluate alerts";

/** Every periodic duty of the house, once. */
export const CHORES: readonly Chore[] = [
  { name: "roll up", everySeconds: 10, run: async (ctx, stopping) => ({ ...(await rollUp(ctx, stopping)) }) },
  // The last of the way from a number to whoever waits for it: half a second of two.
  counting("deliver", 0.5, "deliveries", deliverDue),
  counting("send reports", 30, "reports", sendReports),
  counting("send mail", 2, "mails", sendMails),
  counting("announce new stats", 30, "mails", announceNewStats),
  counting(EVALUATE_ALERTS, 5, "alerts", evaluateDue),
  counting("cover stats", 30, "standings", coverStats),
  counting("learn what is usual", 60, "stats", learnWhatIsUsual),
  counting("move merged", 10, "rows", moveMerged),
  counting("pack bins", 60, "hours", packBins),
  counting("fold minutes", 300, "minutes", foldMinutes),
  counting("purge trash", 60, "stats", purgeTrash),
  counting("remove teams", 60, "teams", removeTeams),
  counting("purge invitations", 3_600, "invitations", purgeInvitations),
  counting("purge mail", 3_600, "mails", purgeMails),
  counting("purge report turns", 3_600, "turns", purgeReportTurns),
  counting("purge deliveries", 3_600, "deliveries", purgeDeliveries),
  counting("purge expired", 600, "rows", purgeExpired),
  counting("purge receipts", 300, "receipts", purgeReceipts),
  counting("purge leases", 60, "leases", purgeLeases),
  counting("purge log", 3_600, "events", purgeLog),
  counting("purge farewells", 60, "mails", purgeFarewells),
];

/** Does one round of a chore and notes that it ended. */
export async function doChore(ctx: Context, chore: Chore, stopping: AbortSignal): Promise<Done> {
  const done = await chore.run(ctx, stopping);
  await recordTick(ctx, chore.name);
  return done;
}

function counting(
  name: string,
  everySeconds: number,
  what: string,
  work: (ctx: Context, stopping: AbortSignal) => Promise<number>,
): Chore {
  return { name, everySeconds, run: async (ctx, stopping) => ({ [what]: await work(ctx, stopping) }) };
}
