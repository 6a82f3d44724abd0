import { setTimeout as pause } from "node:timers/promises";
import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import { takeTurn } from "@/lib/store/records/report-turns";
import { claimReports } from "./claim-reports";
import { handTurn } from "./hand-turn";

/** Longer than any takes to be composed. */
const LEASE_MS = 120_000;

/**
 * Composes the reports that are due and puts their mails in line; returns how many. Several workers may run it at once
 * and be killed anywhere: a report is due for one of them, what it left is composed by another once the lease ends, and
 * what it tells is kept in the transaction that puts its mails in line, so everybody is written to once.
 */
export async function sendReports(ctx: Context, stopping?: AbortSignal): Promise<number> {
  permitJob(ctx.actor);
  await claimReports(ctx, stopping);
  for (let handed = 0; ; ) {
    if (stopping?.aborted) return handed;
    const now = ctx.clock.now();
    const began = performance.now();
    const turn = await takeTurn(ctx.store.prisma, now, new Date(now.getTime() + LEASE_MS));
    if (turn === null) return handed;
    if (await handTurn(ctx, turn)) handed += 1;
    // Where cores are few, what comes in would wait for what goes out: no hurry here, all of a morning's are soon done.
    await pause(performance.now() - began);
  }
}
