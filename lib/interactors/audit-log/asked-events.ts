import { z } from "zod";
import type { Context } from "@/lib/context";
import { AUDIT_ACTIONS } from "@/lib/domain/audit";
import { parseDuration, parseMoment, shift } from "@/lib/domain/time";
import type { Fault } from "@/lib/errors";
import { invalid } from "@/lib/interactors/parse";
import type { AuditFilter } from "@/lib/store/records/audit-log";
import { findTeam } from "@/lib/store/records/teams";

const moment = z.string().max(64);
const DATE = /^\d{4}-\d\d-\d\d$/;
const NOT_A_MOMENT = "must be a date, RFC 3339, unix seconds, or a time back such as -1w";

/** Which events of the log are asked for. */
export const askedEvents = z.strictObject({
  action: z.enum(AUDIT_ACTIONS).optional(),
  person: z.uuid("is not a person's id").optional().describe("What this person did, but not what their keys did."),
  key: z.uuid("is not a key's id").optional().describe("What this key did."),
  subject: z.string().max(100).optional().describe("The id of the stat, key, person or whatever it was done to."),
  from: moment.optional().describe("A date, RFC 3339, unix seconds, or a time back such as `-1w`."),
  to: moment.optional().describe("Like `from`; events before it. A date is included."),
});

/** The same as the store wants it, dates being days of the team. Throws `invalid`. */
export async function settleAsked(
  { store, clock }: Context,
  teamId: string,
  { from: fromText, to: toText, ...rest }: z.output<typeof askedEvents>,
): Promise<AuditFilter> {
  if (fromText === undefined && toText === undefined) return rest;
  const zone = (await findTeam(store.pool, teamId))?.zone ?? "UTC";
  const now = Math.floor(clock.now().getTime() / 1_000);
  const from = momentOf(fromText, now, zone);
  const to = endOf(toText, now, zone);
  const faults = [
    ...(from === null ? [fault("from", NOT_A_MOMENT)] : []),
    ...(to === null ? [fault("to", NOT_A_MOMENT)] : []),
    ...(from && to && from >= to ? [fault("from", "must be before to")] : []),
  ];
  if (from === null || to === null || faults.length > 0) throw invalid(faults);
  return { ...rest, from, to };
}

/** Undefined when it was not asked for, null when it is no moment. */
function momentOf(text: string | undefined, now: number, zone: string): Date | undefined | null {
  if (text === undefined) return undefined;
  const seconds = parseMoment(text, now, zone);
  return seconds === null ? null : new Date(seconds * 1_000);
}

function endOf(text: string | undefined, now: number, zone: string): Date | undefined | null {
  const start = momentOf(text, now, zone);
  const day = parseDuration("1d");
  if (!start || text === undefined || day === null || !DATE.test(text.trim())) return start;
  try {
    return new Date(shift(start.getTime() / 1_000, day, 1, zone) * 1_000);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function fault(name: string, detail: string): Fault {
  return { pointer: `#/${name}`, detail };
}
