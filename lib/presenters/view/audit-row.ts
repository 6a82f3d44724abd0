import type { AuditEvent } from "@/lib/domain/audit";
import { type AuditAddress, auditHref } from "./audit-address";
import { deedOf } from "./audit-words";
import { type MomentView, minuteOf, momentView } from "./moment";

/** A word of a sentence that leads to all that was done by, or to, the same. */
export interface Narrowing {
  text: string;
  /** Null when there is nothing to narrow by. */
  href: string | null;
}

/** One event of the log, as a sentence: who, what they did, and the thing it was done to. */
export interface AuditRow {
  id: string;
  at: MomentView;
  /** The day and minute in the team's zone. */
  time: string;
  who: Narrowing;
  before: string;
  /** Null when the sentence names nothing. */
  subject: Narrowing | null;
  after: string;
  /** Where from: an address, empty when unknown. */
  address: string;
  agent: string;
}

/** Things are quoted in a sentence; people are not. */
const QUOTED = ["key", "stat", "team", "share"];

export function auditRow(event: AuditEvent, address: AuditAddress, now: Date, zone: string): AuditRow {
  const deed = deedOf(event, zone);
  const [before, after] = typeof deed === "string" ? [deed, ""] : deed;
  return {
    id: event.id,
    at: momentView(event.at, now, zone),
    time: minuteOf(event.at, zone),
    who: whoDid(event, address),
    before,
    subject: typeof deed === "string" ? null : subjectOf(event, address),
    after,
    address: event.address,
    agent: event.agent,
  };
}

function whoDid({ actor, actorName }: AuditEvent, address: AuditAddress): Narrowing {
  if (actor === null) return { text: actorName, href: null };
  const id = actor.id ?? "";
  if (actor.kind === "job") return { text: `the house (${actorName})`, href: null };
  const by = actor.kind === "key" ? { key: id, person: "" } : { key: "", person: id };
  const text = actor.kind === "key" ? `the key ${actorName}` : actorName;
  return { text, href: id === "" ? null : auditHref(address, by) };
}

function subjectOf({ subject }: AuditEvent, address: AuditAddress): Narrowing {
  const text = QUOTED.includes(subject.kind) ? `“${subject.name}”` : subject.name;
  return { text, href: subject.id === "" ? null : auditHref(address, { subject: subject.id }) };
}

/** Who and what an address narrows the log to, by the names that the first of its events gives them. */
export function narrowedBy(address: AuditAddress, first: AuditRow | undefined): { text: string; without: string }[] {
  const { person, key, subject } = address;
  const by = first?.who.text ?? (key === "" ? "one person" : "one key");
  const to = first?.subject?.text ?? "one thing";
  return [
    ...(person === "" && key === ""
      ? []
      : [{ text: `by ${by}`, without: auditHref(address, { person: "", key: "" }) }]),
    ...(subject === "" ? [] : [{ text: `about ${to}`, without: auditHref(address, { subject: "" }) }]),
  ];
}
