import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import {
  type Amounts,
  findAmounts,
  findRollUpState,
  findServerState,
  findWaiting,
  type RollUpState,
  type ServerState,
  type Waiting,
} from "@/lib/store/records/inspect";
import type { Tick } from "@/lib/store/records/job-ticks";
import { readTicks } from "./ticks";

export interface Inspection {
  server: ServerState;
  amounts: Amounts;
  rollUp: RollUpState;
  waiting: Waiting;
  ticks: Tick[];
}

/** How the house is: what `statnest doctor` reports. Looks and changes nothing. */
export async function inspect(ctx: Context): Promise<Inspection> {
  permitJob(ctx.actor);
  const { prisma } = ctx.store;
  const [server, amounts, rollUp, waiting, ticks] = await Promise.all([
    findServerState(prisma),
    findAmounts(prisma),
    findRollUpState(prisma),
    findWaiting(prisma),
    readTicks(ctx),
  ]);
  return { server, amounts, rollUp, waiting, ticks };
}

/** How far the roll-up has come; cheap enough to be asked every second. */
export async function inspectRollUp(ctx: Context): Promise<RollUpState> {
  permitJob(ctx.actor);
  return findRollUpState(ctx.store.prisma);
}

/** How many seconds the derived levels are behind now; null before they were made for the first time. */
export async function readRollUpLag(ctx: Context): Promise<number | null> {
  return lagOf(await inspectRollUp(ctx));
}

/** The same of a known state. */
export function lagOf({ now, rolledTo }: RollUpState): number | null {
  return rolledTo.getTime() === 0 ? null : (now.getTime() - rolledTo.getTime()) / 1_000;
}
