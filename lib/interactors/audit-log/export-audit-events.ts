import type { z } from "zod";
import type { Context } from "@/lib/context";
import type { AuditEvent } from "@/lib/domain/audit";
import { canSeeAudit } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { type AuditFilter, findAuditEvents } from "@/lib/store/records/audit-log";
import { askedEvents, settleAsked } from "./asked-events";

const MOST = 10_000;
const AT_ONCE = 500;

/**
 * The same events as `listAuditEvents`, up to 10,000 of them, the latest first and some at a time; the first are there
 * when it returns. Whether they may be seen is asked once, before.
 */
export async function exportAuditEvents(
  ctx: Context,
  input: z.input<typeof askedEvents> = {},
): Promise<AsyncIterable<AuditEvent[]>> {
  const { teamId } = permit(ctx.actor, canSeeAudit);
  const filter = await settleAsked(ctx, teamId, parseInput(askedEvents, input));
  return events(ctx, teamId, filter, await page(ctx, teamId, filter, null));
}

async function* events(ctx: Context, teamId: string, filter: AuditFilter, first: AuditEvent[]) {
  let told = 0;
  for (let some = first; some.length > 0; some = await page(ctx, teamId, filter, some.at(-1)?.id ?? null)) {
    yield some.slice(0, MOST - told);
    told += some.length;
    if (some.length < AT_ONCE || told >= MOST) return;
  }
}

function page({ store }: Context, teamId: string, filter: AuditFilter, before: string | null): Promise<AuditEvent[]> {
  return findAuditEvents(store.prisma, teamId, filter, { limit: AT_ONCE, before });
}
