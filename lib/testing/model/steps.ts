import { mergeStat } from "@/lib/interactors/stats/merge-stat";
import { updateTeam } from "@/lib/interactors/team/update-team";
import { CHORES } from "./chores";
import { type Chore, STATS, ZONES } from "./history";
import type { Reference } from "./reference";
import type { Scene } from "./scene";

/** One thing that happens in a scene. Moments are unix milliseconds. */
export type Step =
  | { do: "send"; points: { stat: number; amount: number; at: number }[] }
  | { do: "time"; now: number }
  | { do: "chore"; chore: Chore }
  | { do: "zone"; zone: string }
  | { do: "merge"; stat: number; into: number }
  | { do: "retain"; days: number };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Just before the clocks change in London. */
export const STEPS_BEGIN = Date.parse("2026-03-29T00:40:00Z");

/** A way through everything that has a failpoint; each seed sends other numbers. */
export function stepsOf(seed: number): Step[] {
  const random = numbersFrom(seed);
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T;
  let now = STEPS_BEGIN;
  const send = (stats: readonly number[], days: number, count: number): Step => {
    const one = () => ({
      stat: pick(stats),
      amount: Math.round(random() * 1_000) / 10,
      at: now - Math.floor(random() * days * DAY),
    });
    return { do: "send", points: Array.from({ length: count }, one) };
  };
  const chore = (name: Chore): Step => ({ do: "chore", chore: name });
  const wait = (hours: number): Step => {
    now += hours * HOUR;
    return { do: "time", now };
  };
  const all = STATS.map((_, index) => index);
  const left = [0, 1, 4, 5];
  return [
    send(all, 6, 40),
    chore("roll up"),
    send(all, 4, 12),
    chore("roll up"),
    chore("pack bins"),
    wait(20 + Math.floor(random() * 10)),
    send(all, 2, 12),
    { do: "zone", zone: pick(ZONES.filter((zone) => zone !== "Europe/London")) },
    chore("roll up"),
    { do: "merge", stat: 2, into: 0 },
    { do: "merge", stat: 3, into: 1 },
    send([2, 3], 5, 8),
    chore("move merged"),
    chore("roll up"),
    { do: "retain", days: 1 },
    wait(30),
    send(left, 1, 12),
    chore("roll up"),
    chore("fold minutes"),
    send(left, 6, 16),
    chore("roll up"),
    chore("pack bins"),
    { do: "merge", stat: 4, into: 0 },
    wait(50),
    send([0, 1, 5], 8, 12),
    chore("roll up"),
    chore("move merged"),
    chore("fold minutes"),
    chore("roll up"),
    chore("pack bins"),
  ];
}

export async function take(scene: Scene, step: Step): Promise<void> {
  switch (step.do) {
    case "send":
      return scene.flush(step.points.map(({ stat, ...point }) => ({ ...point, stat: scene.fed(stat) })));
    case "time":
      scene.clock.set(new Date(step.now));
      return;
    case "chore":
      await CHORES[step.chore](scene.job());
      return;
    case "zone":
      await updateTeam(scene.team(0).ctx, { zone: step.zone });
      return;
    case "merge":
      await mergeStat(scene.team(0).ctx, { id: scene.stat(step.stat).id, into: scene.stat(step.into).id });
      return;
    case "retain":
      return scene.retain(
        STATS.map((_, index) => index),
        step.days,
      );
  }
}

/** Tells the reference of a step. */
export function note(reference: Reference, step: Step, now: number): void {
  if (step.do === "send") for (const { stat, ...point } of step.points) reference.add(stat, point);
  if (step.do === "merge") reference.merge(step.stat, step.into, now);
}

/** Numbers from 0 to 1 that look like chance and are the same for a seed (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
