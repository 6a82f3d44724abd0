import { afterAll, beforeAll, expect, test } from "vitest";
import { type PlayedReading, play } from "@/lib/domain/alert-replay";
import { quietSince } from "@/lib/domain/alert-state";
import { rollUp } from "@/lib/interactors/housekeeping/roll-up";
import { claimStandings } from "@/lib/store/records/due-standings";
import { AlertScene } from "@/lib/testing/alert-scene";
import { recordedSeries, recordMinutes } from "@/lib/testing/recorded-series";
import { backtestAlert } from "./backtest-alert";
import { readReadings } from "./read-readings";
import { type StoredRule, storedRule } from "./stored-rule";

const NOW = "2026-05-04T12:00:00.000Z";
const END = Date.parse(NOW) / 1_000;
const AT_ONCE = 3_000;
const ALL = recordedSeries(END);
const statIds = new Map<string, string>();
let scene: AlertScene;

beforeAll(async () => {
  scene = await AlertScene.open(NOW);
  for (const { name, kind, minutes } of ALL) {
    const stat = await scene.stat(name, kind);
    await recordMinutes(scene.store.pool, stat.seriesId, minutes);
    statIds.set(name, stat.id);
  }
  await rollUp(scene.job);
});
afterAll(() => scene.close());

test.each(ALL.map((each) => [each.name, each] as const))(
  "what the evaluator reads and makes of it rings as often as the back-test says, and when: %s",
  async (name, { rule }) => {
    const { publicId } = await scene.alert({ statId: statIds.get(name), ...rule });
    const { rings, from, to, everySeconds } = await backtestAlert(scene.alice, { alertId: publicId });
    const stored = await ownRule(publicId);
    const first = from.getTime() / 1_000 + everySeconds;
    const count = (to.getTime() / 1_000 - first) / everySeconds + 1;
    const moments = Array.from({ length: count }, (_, i) => first + i * everySeconds);
    const { steps } = play(stored, quietSince(first), await readAll(stored, moments));
    const rang = steps.filter(({ event }) => event === "triggered" || event === "no_data");
    expect(rang.map(({ at, event }) => [event, at])).toEqual(
      rings.toReversed().map((ring) => [ring.kind, ring.at.getTime() / 1_000]),
    );
    expect(rang.length).toBeGreaterThan(0);
  },
  60_000,
);

async function ownRule(publicId: string): Promise<StoredRule> {
  const now = new Date(NOW);
  const { standings } = await claimStandings(scene.store.pool, { now, leasedTo: now, limit: 100 });
  const own = standings.find(({ alert }) => alert.publicId === publicId);
  if (own === undefined) throw new Error("the alert has no standing");
  return storedRule(own);
}

async function readAll(rule: StoredRule, moments: number[]): Promise<PlayedReading[]> {
  const readings: PlayedReading[] = [];
  for (let i = 0; i < moments.length; i += AT_ONCE) {
    const some = moments.slice(i, i + AT_ONCE);
    const found = await readReadings(
      scene.store,
      some.map((at) => ({ rule, at })),
    );
    found.forEach((each, index) => {
      if (each instanceof Error) throw each;
      readings.push({ at: some[index] as number, reading: each.reading });
    });
  }
  return readings;
}
