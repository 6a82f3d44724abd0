import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runKilled } from "@/lib/testing/model/child";
import { compare } from "@/lib/testing/model/compare";
import { checkDerived, checkSpread } from "@/lib/testing/model/derived";
import { type Look, STATS } from "@/lib/testing/model/history";
import { Reference } from "@/lib/testing/model/reference";
import { Scene } from "@/lib/testing/model/scene";
import { note, STEPS_BEGIN, stepsOf, take } from "@/lib/testing/model/steps";
import { scratchDatabase } from "@/lib/testing/scratch";
import { FAILPOINTS } from "./failpoint";

const SEEDS = process.env.STATNEST_DEEP === "1" ? 20 : 1;
const DAY = 86_400_000;

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open(await scratchDatabase());
});
afterAll(() => scene.close());

/** Has a process killed on the way, takes the rest of the steps, and says whether it was killed. */
async function killedAt(failpoint: string, pass: number, seed: number): Promise<boolean> {
  const zones = ["Europe/London", "America/New_York"];
  await scene.begin(STEPS_BEGIN, 0, zones);
  const reference = new Reference();
  for (const [stat, { team, name }] of STATS.entries()) reference.create(stat, team, name);
  const steps = stepsOf(seed);
  const done = await runKilled({ facts: scene.facts(), steps, failpoint, pass });
  for (const [index, step] of steps.entries()) {
    // A merge is committed before its numbers begin to move.
    const over = index < done.steps || (index === done.steps && done.killed && step.do === "merge");
    if (!over || step.do === "time") await take(scene, step);
    note(reference, step, scene.now());
    if (step.do === "zone") zones[0] = step.zone;
    if (index >= done.steps) await lookAround(reference, zones);
  }
  scene.clock.set(new Date(scene.now() + 2 * DAY));
  for (const chore of ["move merged", "roll up", "pack bins"] as const) await take(scene, { do: "chore", chore });
  await lookAround(reference, zones);
  await checkDerived(scene, zones);
  await checkSpread(scene, reference);
  return done.killed;
}

async function lookAround(reference: Reference, zones: string[]): Promise<void> {
  const around: Look = { team: 0, step: "1d", back: -90_000, buckets: 20, zone: null, thinned: null, through: "store" };
  await compare(scene, reference, zones, around);
  await compare(scene, reference, zones, { ...around, zone: "Asia/Kathmandu", team: 1 });
  await compare(scene, reference, zones, { ...around, step: "15m", buckets: 1_800, through: "interactor" });
}

describe.each(FAILPOINTS)("a process killed at: %s", (failpoint) => {
  test(`leaves every figure right, and nothing undone (${SEEDS} times)`, { timeout: 30_000 * SEEDS }, async () => {
    expect(await killedAt(failpoint, 1, 1), "the failpoint was never passed").toBe(true);
    for (let seed = 2; seed <= SEEDS; seed++) await killedAt(failpoint, 1 + (seed % 4), seed);
  });
});
