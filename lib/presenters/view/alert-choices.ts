import { ALERT_WINDOWS, type AlertKind, type AlertWindow, TIME_DELTAS } from "@/lib/domain/alert";
import { secondsWords } from "@/lib/domain/alert-words";
import { durationWords, parseDuration } from "@/lib/domain/step";

interface Choice {
  value: string;
  text: string;
}

export const KIND_CHOICES: { value: AlertKind; text: string; about: string }[] = [
  { value: "value", text: "Value", about: "Over or under a threshold." },
  { value: "delta", text: "Change", about: "Up or down against the same window some time ago." },
  { value: "data", text: "No data", about: "Nothing came in the window." },
  { value: "anomaly", text: "Unusual", about: "Far from what this hour of the week usually has." },
];

export const OPERATOR_CHOICES: Choice[] = [
  { value: "greater", text: "is over" },
  { value: "less", text: "is under" },
];

export const CHANGE_CHOICES: Choice[] = [
  { value: "different", text: "changed by more than" },
  { value: "greater", text: "rose by more than" },
  { value: "less", text: "fell by more than" },
];

const CALENDAR: Partial<Record<AlertWindow, string>> = {
  this_hour: "this hour so far",
  this_day: "today so far",
  this_month: "this month so far",
};

export const WINDOW_CHOICES: Choice[] = ALERT_WINDOWS.map((window) => ({
  value: window,
  text: CALENDAR[window] ?? `${lengthOf(window)}`,
}));

export const DELTA_CHOICES: Choice[] = TIME_DELTAS.map((delta) => ({
  value: delta,
  text: `${lengthOf(delta)} earlier`,
}));

export const MISSING_WORDS: Choice[] = [
  { value: "keep", text: "Nothing new: stay as it is" },
  { value: "ok", text: "All is well" },
  { value: "zero", text: "It is a zero" },
  { value: "notify", text: "Tell me that no data comes" },
];

const PENDING = [0, 60, 300, 600, 900, 1_800, 3_600, 10_800, 86_400];
const HOLD = [0, 60, 300, 900, 1_800, 3_600, 10_800, 86_400];
const RENOTIFY = [900, 1_800, 3_600, 10_800, 43_200, 86_400, 604_800];

export function pendingChoices(chosen: string): Choice[] {
  return lengths(PENDING, chosen, "At once");
}

export function holdChoices(chosen: string): Choice[] {
  return [{ value: "", text: "One window" }, ...lengths(HOLD, chosen, "At once")];
}

export function renotifyChoices(chosen: string): Choice[] {
  return [{ value: "", text: "Never" }, ...lengths(RENOTIFY, chosen, "At once")];
}

/** These lengths, and the one that an alert has already, which the API may have set to any. */
function lengths(usual: number[], chosen: string, none: string): Choice[] {
  const own = /^\d+$/.test(chosen) ? Number(chosen) : Number.NaN;
  const all = Number.isNaN(own) || usual.includes(own) ? usual : [...usual, own].sort((a, b) => a - b);
  return all.map((seconds) => ({ value: String(seconds), text: seconds === 0 ? none : secondsWords(seconds) }));
}

function lengthOf(text: string): string {
  const duration = parseDuration(text);
  return duration === null ? text : durationWords(duration);
}
