import { randomUUID } from "node:crypto";
import { newPublicId } from "@/lib/store/records/identity";
import type { Rows } from "./tenant";

const YEAR_MS = 365 * 86_400_000;

/** Who is on the list of the report and has not agreed to it. */
export function askedReader(own: string): string {
  return `asked-${own}@example.com`;
}

/**
 * Puts a report beside what a team has that was told to its owner, and one that is paused. Returns their public ids.
 */
export function addToldReports(
  rows: Rows,
  { own, teamId, owner, from }: { own: string; teamId: string; owner: string; from: (ms: number) => string },
): { report: string; pausedReport: string } {
  const made = from(-3_600_000);
  const report = (name: string, nextAt: string | null) => ({
    ...{ id: randomUUID(), public_id: newPublicId(), team_id: teamId, name: `${own} ${name}`, cadence: "daily" },
    ...{ at_minute: 480, zone: "UTC", subject: { kind: "moved" }, next_at: nextAt, created_at: made, updated_at: made },
  });
  const [told, paused] = [report("report", from(YEAR_MS)), report("paused report", null)];
  const asked = {
    id: randomUUID(),
    report_id: told.id,
    address: askedReader(own),
    confirmed_at: null,
    created_at: made,
  };
  const reader = { id: randomUUID(), report_id: told.id, address: owner, confirmed_at: made, created_at: made };
  const turn = {
    ...{ id: randomUUID(), report_id: told.id, turn: "2026-01-02", from_at: made, to_at: made, due_at: made },
    ...{ state: "handed", subject: `${own} subject`, created_at: made },
  };
  const copy = {
    id: randomUUID(),
    turn_id: turn.id,
    recipient_id: reader.id,
    address: owner,
    problem: `${own} problem`,
  };
  rows.report = [...(rows.report ?? []), told, paused];
  rows.report_recipient = [...(rows.report_recipient ?? []), reader, asked];
  rows.report_turn = [turn];
  rows.report_copy = [copy];
  return { report: told.public_id, pausedReport: paused.public_id };
}
