import type { Context } from "@/lib/context";
import { ruleWords } from "@/lib/domain/alert-words";
import type { DeliveryPayload } from "@/lib/domain/channel";
import { log } from "@/lib/log";
import { readStatsById } from "@/lib/store/records/listed-stats";
import type { Judged } from "./conclude";
import { playBack } from "./play-back";

type Rings = NonNullable<DeliveryPayload["ringsInMonth"]>;

/** When more ring at once nobody has the time to look back. */
const MOST_AT_ONCE = 3;
/** Nobody waits longer to be told. */
const MAY_TAKE_MS = 400;

/**
 * How often rules that ring now, and gentler ones, would have rung in the last 30 days. Those are missing that take too
 * long, and all when many ring at once.
 */
export async function ringsInMonth(ctx: Context, moved: Judged[]): Promise<Map<Judged, Rings>> {
  const ringing = moved.filter(({ steps }) => steps.findLast(({ event }) => event !== null)?.event === "triggered");
  if (ringing.length === 0 || ringing.length > MOST_AT_ONCE) return new Map();
  const counted = await Promise.all(ringing.map((each) => inTime(ctx, each)));
  return new Map(counted.flatMap((rings, i) => (rings === null ? [] : [[ringing[i] as Judged, rings]])));
}

async function inTime(ctx: Context, judged: Judged): Promise<Rings | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), MAY_TAKE_MS);
  });
  const counted = count(ctx, judged).catch((error) => {
    log().warn({ err: error, alert: judged.was.alert.publicId }, "an alert could not be played back");
    return null;
  });
  return Promise.race([counted, late]).finally(() => clearTimeout(timer));
}

async function count(ctx: Context, { was, rule }: Judged): Promise<Rings | null> {
  if (rule === null) return null;
  const { alert, stat, zone } = was;
  const stats = await readStatsById(ctx.store.pool, { teamId: alert.teamId, userId: null }, [stat.id]);
  const { automatic, condition, window, missing, pendingSeconds } = rule;
  const played = { automatic, condition, window, missing, pendingSeconds, holdSeconds: alert.holdSeconds };
  const { rings, gentler } = await playBack(ctx, played, { stats, zone });
  const words =
    gentler === null ? null : ruleWords({ condition: gentler.condition, window, pendingSeconds }, stat.unit);
  return { own: rings.length, gentler: gentler?.count ?? null, gentlerRule: words };
}
