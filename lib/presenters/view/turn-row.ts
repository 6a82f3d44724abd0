import { lengthWords } from "./length-words";
import { type MomentView, minuteOf, momentView } from "./moment";

/** Sooner than this nobody calls it late: the house looks twice a minute, and composes. */
const LATE_SECONDS = 300;

interface Turn {
  id: string;
  turn: string;
  state: "due" | "handed" | "skipped";
  dueAt: Date;
  createdAt: Date;
  subject: string;
  copies: { address: string; sentAt: Date | null; problem: string }[];
}

interface CopyRow {
  address: string;
  state: "waiting" | "sent" | "failed";
  word: string;
  sent: MomentView | null;
  /** Why it did not arrive; empty when nothing is known against it. */
  problem: string;
}

/** One time that a report was sent, or was not. */
export interface TurnRow {
  id: string;
  iso: string;
  /** "24 Nov 2026, 08:00". */
  when: string;
  state: Turn["state"];
  word: string;
  /** Of the mail; empty before it is composed. */
  subject: string;
  /** "by hand", "2 hours late"; empty for what came as it should. */
  how: string;
  /** "to 3 addresses", "1 of 3 did not arrive". */
  outcome: string;
  failed: boolean;
  copies: CopyRow[];
}

const STATES: Record<Turn["state"], string> = { due: "being made", handed: "sent", skipped: "skipped" };
const SKIPPED = "Nothing ran at that time, and over a day later it would have been old news.";

export function turnRow(turn: Turn, now: Date, zone: string): TurnRow {
  const { id, state, dueAt, createdAt, subject } = turn;
  const copies = turn.copies.map((copy) => copyRow(copy, now, zone));
  const failed = copies.filter((copy) => copy.state === "failed").length;
  const late = (createdAt.getTime() - dueAt.getTime()) / 1_000;
  return {
    id,
    iso: dueAt.toISOString(),
    when: minuteOf(dueAt, zone),
    state,
    word: STATES[state],
    subject,
    how: turn.turn.includes("#") ? "by hand" : late >= LATE_SECONDS ? `${lengthWords(late)} late` : "",
    outcome: state === "skipped" ? SKIPPED : outcomeWords(state, copies, failed),
    failed: failed > 0,
    copies,
  };
}

function outcomeWords(state: Turn["state"], { length }: CopyRow[], failed: number): string {
  if (state === "due") return "";
  if (length === 0) return "to nobody on the list";
  return failed === 0
    ? `to ${length} ${length === 1 ? "address" : "addresses"}`
    : `${failed} of ${length} did not arrive`;
}

function copyRow({ address, sentAt, problem }: Turn["copies"][number], now: Date, zone: string): CopyRow {
  const state = problem === "" ? (sentAt === null ? "waiting" : "sent") : "failed";
  return {
    address,
    state,
    word: { waiting: "in line", sent: "sent", failed: sentAt === null ? "not sent" : "came back" }[state],
    sent: sentAt === null ? null : momentView(sentAt, now, zone),
    problem: problem === "" ? "" : sentence(problem),
  };
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
