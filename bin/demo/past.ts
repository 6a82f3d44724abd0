import { systemClock } from "@/lib/clock";
import type { Context } from "@/lib/context";
import { HOUSE_TEAM_ID } from "@/lib/domain/house";
import { NOWHERE } from "@/lib/domain/source";
import { createAlert } from "@/lib/interactors/alerts/create-alert";
import { evaluateDue } from "@/lib/interactors/alerts/evaluate-alerts";
import { openStore } from "@/lib/store/engine/store";
import { namesOf } from "./alarm";
import { call, type Door, idsOf } from "./fill";
import type { DemoPoint } from "./weather";

const STAT = "Seattle temperature";
const NAME = "Warm enough to open a window";
const DAYS = 4;
const WARM_SHARE = 0.75;
const DAY = 86_400;
const MINUTE = 60;

/**
 * Gives the team a story: an alert that has been there for some days and was judged when it was made and not again until
 * now, as after an outage. The evaluator then finds out by itself when it rang meanwhile. Nothing when it is there.
 */
export async function liveThrough(
  door: Door,
  databaseUrl: string,
  { points, channel, now }: { points: DemoPoint[]; channel: string; now: number },
): Promise<void> {
  const latest = points.filter(({ t }) => t > now - DAYS * DAY);
  const [threshold, coldAt] = [warm(latest), coldest(latest.filter(({ t }) => t < now - (DAYS - 1) * DAY))];
  if (threshold === null || coldAt === null || (await namesOf(door)).has(NAME)) return;
  const statId = (await idsOf(door, [STAT])).get(STAT);
  const store = openStore(databaseUrl, { connections: 2 });
  try {
    const then = new Date((coldAt + MINUTE) * 1_000);
    const judging = { actor: { kind: "job", name: "demo" } as const, from: NOWHERE, store, clock: { now: () => then } };
    await createAlert(await managing(door, judging), {
      ...{ statId, name: NAME, kind: "value", operator: "gt", threshold, timeWindow: "1h" },
      ...{ runbook: "Open the windows, and close them when this is resolved.", channels: [channel] },
    });
    const { signal } = new AbortController();
    await evaluateDue(judging, signal);
    await evaluateDue({ ...judging, clock: systemClock }, signal);
  } finally {
    await store.close();
  }
}

/** What a quarter of these hours are warmer than; null without any. */
export function warm(points: DemoPoint[]): number | null {
  const values = hoursOf(points).map(({ value }) => value);
  return values.sort((a, b) => a - b)[Math.floor(values.length * WARM_SHARE)] ?? null;
}

/** When the coldest of these hours was, unix seconds; null without any. */
export function coldest(points: DemoPoint[]): number | null {
  const [first] = hoursOf(points).sort((a, b) => a.value - b.value);
  return first?.t ?? null;
}

function hoursOf(points: DemoPoint[]): { t: number; value: number }[] {
  return points.flatMap((point) => (point.stat === STAT && "value" in point ? [point] : []));
}

/** As the key that the demo manages with. */
async function managing({ url, manageKey }: Door, ctx: Context): Promise<Context> {
  const { data } = (await call(`${url}/api/v1/keys?limit=500`, manageKey, "GET")) as {
    data: { id: string; prefix: string }[];
  };
  const key = data.find(({ prefix }) => manageKey.startsWith(prefix));
  if (key === undefined) throw new Error("the demo's key is not there any more");
  const actor = { kind: "key", keyKind: "manage", keyId: key.id, teamId: HOUSE_TEAM_ID, userId: null } as const;
  return { ...ctx, actor };
}
