import { displayNumber } from "@/lib/domain/number";

/** A team's watch over all its stats: see `getWatch`. */
interface KnownWatch {
  on: boolean;
  budgetPerWeek: number;
  channelIds: string[];
  alertId: string | null;
  expectedPerWeek: number;
  watched: number;
  tooYoung: number;
}

export interface WatchView {
  on: boolean;
  budget: string;
  /** Null before it was ever on: then all are offered with a tick. */
  channelIds: string[] | null;
  /** "It is on: at most 5 times a week." */
  state: string;
  /** What to expect of it, in sentences. */
  expected: string;
  href: string | null;
}

export function watchView(watch: KnownWatch): WatchView {
  const { on, budgetPerWeek, channelIds, alertId, expectedPerWeek, watched, tooYoung } = watch;
  const stats = (count: number) => `${count} ${count === 1 ? "stat" : "stats"}`;
  const young = tooYoung === 0 ? "" : ` ${stats(tooYoung)} ${tooYoung === 1 ? "is" : "are"} too young for that so far.`;
  const told = `By the past of ${stats(watched)}, expect it to ring ${timesAWeek(expectedPerWeek)}.`;
  return {
    on,
    budget: String(budgetPerWeek),
    channelIds: on ? channelIds : null,
    state: on ? `It is on, and may ring at most ${timesAWeek(budgetPerWeek)}.` : "It is off.",
    expected: on ? (watched === 0 ? `Nothing is known to expect yet.${young}` : told + young) : "",
    href: alertId === null ? null : `/alerts/${alertId}`,
  };
}

/** "3 times a week", "once a week", "less than once a week". */
function timesAWeek(count: number): string {
  if (count === 0) return "hardly ever";
  if (count < 0.95) return "less than once a week";
  const rounded = Math.round(count * 10) / 10;
  return rounded === 1 ? "once a week" : `${displayNumber(rounded)} times a week`;
}
