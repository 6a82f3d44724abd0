import { amountProblem, parseNumber, parseTime, plainZero } from "@/lib/domain/point";
import { type NameProblem, parseStatName, type StatKind } from "@/lib/domain/stat";

/** Why a point is not stored: the native dialect shows it as `code`. */
type FaultCode =
  | "not_a_point"
  | "no_stat"
  | "bad_name"
  | "no_number"
  | "two_numbers"
  | "bad_number"
  | "bad_time"
  | "wrong_kind"
  | "in_trash"
  | "too_many_stats"
  | "too_many_new_stats";

type Field = "stat" | "count" | "value" | "t";

export interface Fault {
  code: FaultCode;
  field: Field | null;
  detail: string;
  /** Only where trying again later may help. */
  retryAfterSeconds?: number;
}

/** A number for one stat or several, as a request asks for it. */
export interface Item {
  names: string[];
  kind: StatKind;
  amount: number;
  /** Unix seconds; null is now. */
  at: number | null;
}

/** What a dialect lets pass. */
export interface Manner {
  /** `prefix~a,b` names several stats. */
  lists: boolean;
  /** Numbers may come as text. */
  text: boolean;
  /** A point without a number counts 1. */
  implied: boolean;
}

export const EZ_FORM: Manner = { lists: true, text: true, implied: false };
export const EZ_JSON: Manner = { lists: true, text: true, implied: true };
export const NATIVE: Manner = { lists: false, text: false, implied: false };

export type Fields = { readonly [field in Field]?: unknown };

const MOST_NAMES = 1_000;

/** Reads a point with its stat's name. Missing and null fields are the same. */
export function readItem(fields: Fields, manner: Manner, nowSeconds: number): Item | Fault {
  const names = readNames(fields.stat, manner.lists);
  if ("code" in names) return names;
  const number = readNumber(fields, manner, nowSeconds);
  return "code" in number ? number : { names: names.names, ...number };
}

/** Reads a point's number and time. Both a count and a value is a fault: the one meant cannot be told. */
export function readNumber(fields: Fields, manner: Manner, nowSeconds: number): Omit<Item, "names"> | Fault {
  const counted = isGiven(fields.count);
  const valued = isGiven(fields.value);
  if (counted && valued) return fault("two_numbers", "count", "send either a count or a value, not both");
  if (!counted && !valued && !manner.implied) return fault("no_number", null, "no count or value");
  const kind = valued ? "value" : "counter";
  const amount = counted || valued ? readAmount(kind, valued ? fields.value : fields.count, manner) : 1;
  if (typeof amount !== "number") return amount;
  const time = readTime(fields.t, manner, nowSeconds);
  return "code" in time ? time : { kind, amount, at: time.at };
}

export function isFault(thing: object): thing is Fault {
  return "code" in thing;
}

function fault(code: FaultCode, field: Field | null, detail: string): Fault {
  return { code, field, detail };
}

function isGiven(thing: unknown): boolean {
  return thing !== undefined && thing !== null;
}

function readNames(stat: unknown, lists: boolean): { names: string[] } | Fault {
  if (!isGiven(stat) || stat === "") return fault("no_stat", "stat", "no stat");
  if (typeof stat !== "string") return fault("bad_name", "stat", "the stat's name is not a text");
  const raw = lists ? splitNames(stat) : [stat];
  if (raw.length === 0) return fault("no_stat", "stat", "no stat");
  if (raw.length > MOST_NAMES) return fault("bad_name", "stat", `more than ${MOST_NAMES} names after ~`);
  const names = new Set<string>();
  for (const each of raw) {
    const parsed = parseStatName(each);
    if ("problem" in parsed) return nameFault(parsed.problem);
    names.add(parsed.name);
  }
  return { names: [...names] };
}

/** StatHat's lists: `prefix~a,b` means `prefix a` and `prefix b`, `~a,b` the bare names; empty names are passed over. */
function splitNames(stat: string): string[] {
  const mark = stat.indexOf("~");
  if (mark === -1) return [stat];
  const prefix = stat.slice(0, mark).trim();
  return stat
    .slice(mark + 1)
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "")
    .map((name) => (prefix === "" ? name : `${prefix} ${name}`));
}

const NAME_PROBLEMS: Record<NameProblem, string> = {
  empty: "no stat",
  too_long: "the stat's name is longer than 255 characters",
  tilde: "the stat's name has a ~ in it",
  control: "the stat's name has control characters in it",
};

function nameFault(problem: NameProblem): Fault {
  return fault(problem === "empty" ? "no_stat" : "bad_name", "stat", NAME_PROBLEMS[problem]);
}

function readAmount(kind: StatKind, raw: unknown, manner: Manner): number | Fault {
  const field = kind === "counter" ? "count" : "value";
  const amount = toNumber(raw, manner);
  if (amount === null) return fault("bad_number", field, `${field} is ${raw === "" ? "empty" : "not a number"}`);
  const problem = amountProblem(kind, amount);
  if (problem === null) return amount;
  return fault("bad_number", field, `${field} is ${problem === "too_large" ? "too large" : "not a finite number"}`);
}

const TIME_PROBLEMS = {
  not_finite: "t is not a finite number",
  milliseconds: "t is in milliseconds; send unix seconds",
  ahead: "t is more than 10 minutes ahead",
  too_early: "t is before 1970",
};

function readTime(raw: unknown, manner: Manner, nowSeconds: number): { at: number | null } | Fault {
  if (!isGiven(raw) || (raw === "" && manner.text)) return { at: null };
  const t = toNumber(raw, manner);
  if (t === null) return fault("bad_time", "t", "t is not a number");
  const time = parseTime(t, nowSeconds);
  return "problem" in time ? fault("bad_time", "t", TIME_PROBLEMS[time.problem]) : time;
}

function toNumber(raw: unknown, manner: Manner): number | null {
  if (typeof raw === "number") return plainZero(raw);
  return typeof raw === "string" && manner.text ? parseNumber(raw) : null;
}
