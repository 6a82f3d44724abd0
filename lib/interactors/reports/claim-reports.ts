import type { Context } from "@/lib/context";
import { nextTurn, type ReportTurn } from "@/lib/domain/report-schedule";
import { log } from "@/lib/log";
import { insertTurns, type NewTurn } from "@/lib/store/records/report-turns";
import { type DueReport, holdDueReports, moveReports } from "@/lib/store/records/reports";
import { transaction } from "@/lib/store/records/transaction";

const BATCH = 100;
const HOUR_MS = 3_600_000;
/** What is later than this is worth no mail any more. */
export const STALE_MS = 24 * HOUR_MS;
/** Of the turns that were missed, so many are written down. */
const MOST_MISSED = 31;

/** What becomes of a report that is due: when it is next, and the turns to write down until then. */
interface Aim {
  next: Date;
  turns: NewTurn[];
}

/**
 * Writes down a turn for each report that is due and moves the report to its next, in one transaction: whoever comes
 * second finds it moved. Returns how many there were.
 */
export async function claimReports(ctx: Context, stopping?: AbortSignal): Promise<number> {
  let claimed = 0;
  for (let batch = BATCH; batch === BATCH && !stopping?.aborted; claimed += batch) {
    batch = await claimSome(ctx);
  }
  return claimed;
}

async function claimSome(ctx: Context): Promise<number> {
  const now = ctx.clock.now();
  return transaction(ctx.store, async (tx) => {
    const due = await holdDueReports(tx, now, BATCH);
    if (due.length === 0) return 0;
    const aims = due.map((report) => ({ report, ...aimInAnyCase(report, now) }));
    const moves = aims.map(({ report, next }) => ({ id: report.id, from: report.nextAt, to: next }));
    const moved = new Set(await moveReports(tx, moves));
    const turns = aims.flatMap(({ report, turns }) => (moved.has(report.id) ? turns : []));
    await insertTurns(tx, turns, now);
    return due.length;
  });
}

/** A report that cannot be reckoned with waits an hour, so that it holds up no other. */
function aimInAnyCase(report: DueReport, now: Date): Aim {
  try {
    return aimOf(report, now);
  } catch (error) {
    log().error({ err: error, report: report.publicId }, "a report has no next turn");
    return { next: new Date(now.getTime() + HOUR_MS), turns: [] };
  }
}

/**
 * Of the turns since a report was due the newest is told, unless it is over a day late: that one and those before it
 * are skipped, and written down as such.
 */
export function aimOf({ id: reportId, schedule, nextAt }: DueReport, now: Date): Aim {
  const present = now.getTime() / 1_000;
  const missed: ReportTurn[] = [];
  let turn = nextTurn(schedule, nextAt.getTime() / 1_000 - 1);
  for (; turn.at <= present; turn = nextTurn(schedule, turn.at)) missed.push(turn);
  const turns = missed.slice(-MOST_MISSED).map(({ at, date, from, to }, i, { length }) => {
    const isTold = i === length - 1 && now.getTime() - at * 1_000 <= STALE_MS;
    const dates = { fromAt: new Date(from * 1_000), toAt: new Date(to * 1_000), dueAt: new Date(at * 1_000) };
    return { reportId, turn: date, ...dates, state: isTold ? ("due" as const) : ("skipped" as const) };
  });
  return { next: new Date(turn.at * 1_000), turns };
}
