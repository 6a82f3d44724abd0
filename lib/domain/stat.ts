/** Counters report the sum of an interval, values the mean. Fixed by a stat's first post. */
export type StatKind = "counter" | "value";

export const MAX_NAME_LENGTH = 255;
export const TRASH_HOURS = 48;

export interface Stat {
  /** The id everybody outside sees: short base62, like StatHat's. */
  id: string;
  /** The id of its rows in the series tables; never shown. */
  seriesId: bigint;
  teamId: string;
  name: string;
  kind: StatKind;
  unit: string;
  description: string;
  tags: string[];
  public: boolean;
  classicKey: string;
  createdAt: Date;
  trashedAt: Date | null;
  /** How many days its minutes are kept before they are folded into quarters of an hour; null is for ever. */
  retentionDays: number | null;
  /** Before this moment its minutes have been folded: the finest grain is a quarter of an hour. 1970 when none were. */
  minutesFrom: Date;
}

/** A stat without the key that lets anybody send to it. */
export type KeylessStat = Omit<Stat, "classicKey">;

/** A stat with what a list shows beside it, as one team may see it. `last*` are null until a number came. */
export interface ListedStat extends KeylessStat {
  /** Null for a stat of another team: whoever has the key may send to it. */
  classicKey: string | null;
  /** The name of the team that shares the stat with the one that sees it; null for a stat of its own. */
  sharedBy: string | null;
  favourite: boolean;
  lastValue: number | null;
  lastAt: Date | null;
}

export type NameProblem = "empty" | "too_long" | "tilde" | "control";

/**
 * A stat's name as it is stored: Unicode NFC, trimmed, 1 to 255 code points, no `~` (StatHat's list
 * mark), no NUL or other control characters, no lone surrogates.
 */
export function parseStatName(raw: string): { name: string } | { problem: NameProblem } {
  const name = raw.normalize("NFC").trim();
  if (name === "") return { problem: "empty" };
  if (name.includes("~")) return { problem: "tilde" };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are exactly what is looked for
  if (/[\u0000-\u001f\u007f]|\p{Cs}/u.test(name)) return { problem: "control" };
  if ([...name].length > MAX_NAME_LENGTH) return { problem: "too_long" };
  return { name };
}
