import type { Context } from "@/lib/context";
import type { HouseStat } from "@/lib/domain/house";
import { NOWHERE } from "@/lib/domain/source";
import { countTroubled } from "@/lib/interactors/alerts/count-troubled";
import { CHORES, type Chore, doChore, EVALUATE_ALERTS, SIGN_OF_LIFE } from "@/lib/interactors/housekeeping/chores";
import { readRollUpLag } from "@/lib/interactors/housekeeping/inspect";
import type { Job } from "./loop";

const MEASURE_EVERY_S = 10;

/** Tells a number of the house's own, where it can be stored; never rejects. */
type Tell = (stat: HouseStat, amount: number) => Promise<void>;

/** What keeps the house: every chore at its interval, and measuring how the roll-up goes. */
export function houseJobs(means: Pick<Context, "store" | "clock">, tell: Tell): Job[] {
  const as = (name: string): Context => ({ ...means, from: NOWHERE, actor: { kind: "job", name } });
  const round = (chore: Chore): Job => ({
    name: chore.name,
    everySeconds: chore.everySeconds,
    async run(stopping) {
      const began = performance.now();
      const done = await doChore(as(chore.name), chore, stopping);
      const took = performance.now() - began;
      if (chore.name === "roll up") await tell("rollUpTime", took);
      if (chore.name === EVALUATE_ALERTS) {
        await tell("alertTime", took);
        await tell("alertsJudged", Number(done.alerts));
        await tell("alertsInError", await countTroubled(as(chore.name)));
      }
    },
  });
  // A job of its own: when rounds fail, the lag is what tells.
  const measure: Job = {
    name: "measure",
    everySeconds: MEASURE_EVERY_S,
    async run() {
      const lag = await readRollUpLag(as("measure"));
      if (lag !== null) await tell("rollUpLag", lag);
    },
  };
  return [SIGN_OF_LIFE, ...CHORES].map(round).concat(measure);
}
