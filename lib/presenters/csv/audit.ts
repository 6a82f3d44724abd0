import type { AuditEvent } from "@/lib/domain/audit";
import { type Cell, csvLines } from "./csv";

const HEADER = [
  "at",
  "action",
  "actor_kind",
  "actor_id",
  "actor",
  "subject_kind",
  "subject_id",
  "subject",
  "detail",
  "address",
  "agent",
];

/** Events as a CSV file, some at a time: `at` in RFC 3339 and UTC, `detail` as JSON. */
export async function* auditCsv(events: AsyncIterable<AuditEvent[]>): AsyncGenerator<string> {
  yield csvLines([HEADER]);
  for await (const some of events) yield csvLines(some.map(line));
}

function line({ at, action, actor, actorName, subject, detail, address, agent }: AuditEvent): Cell[] {
  const who = [actor?.kind ?? null, actor?.id ?? null, actorName];
  const told = Object.keys(detail).length === 0 ? null : JSON.stringify(detail);
  return [at.toISOString(), action, ...who, subject.kind, subject.id, subject.name, told, address, agent];
}
