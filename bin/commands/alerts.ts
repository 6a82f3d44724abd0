import { secondsWords } from "@/lib/domain/alert-words";
import { displayNumber } from "@/lib/domain/number";
import { API_OPTIONS, callApi } from "./api";
import { UsageError, words } from "./usage";

const USAGE = `usage: statnest alerts [--state firing]
       statnest alerts ack ALERT_ID [STAT_ID]
       statnest alerts mute ALERT_ID 8h [STAT_ID]
       statnest alerts backtest STAT_ID (--over N | --under N | --up P | --down P | --changed P | --silent | --unusual)
                                [--window 1h] [--ago 1w] [--pending 10m] [--missing keep]`;

interface AlertLine {
  id: string;
  name: string;
  state: string;
  state_since: string;
  reason: string;
  acknowledged: boolean;
  muted_until: string | null;
}

interface BacktestAnswer {
  rule: string;
  per_month: number;
  truncated: boolean;
  rings: { stat_name: string; kind: string; at: string; until: string | null; value: number | null }[];
  gentler: { rule: string; per_month: number } | null;
}

const OPTIONS = {
  ...API_OPTIONS,
  state: { type: "string" },
  over: { type: "string" },
  under: { type: "string" },
  up: { type: "string" },
  down: { type: "string" },
  changed: { type: "string" },
  silent: { type: "boolean" },
  unusual: { type: "boolean" },
  window: { type: "string" },
  ago: { type: "string" },
  pending: { type: "string" },
  missing: { type: "string" },
} as const;

type Values = ReturnType<typeof words<typeof OPTIONS>>["values"];
type Work = (values: Values, rest: string[]) => Promise<string>;

const WORK: Record<string, Work> = { list, ack, mute, backtest };

/** `statnest alerts`: what the team's alerts are about, and what to do about one that rings. */
export async function alerts(args: string[]): Promise<string> {
  const { values, positionals } = words(args, OPTIONS, USAGE);
  const [name = "list", ...rest] = positionals;
  const work = Object.hasOwn(WORK, name) ? WORK[name] : undefined;
  if (work === undefined) throw new UsageError(USAGE);
  return work(values, rest);
}

async function list({ url, key, state }: Values): Promise<string> {
  const lines: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const query = new URLSearchParams({
      limit: "500",
      sort: "state",
      ...(state && { state }),
      ...(cursor && { cursor }),
    });
    const page: { data: AlertLine[]; next: string | null } = await callApi({ url, key }, `/api/v1/alerts?${query}`);
    lines.push(...page.data.map(alertLine));
    cursor = page.next;
  }
  return lines.map((line) => `${line}\n`).join("");
}

/** A line an alert: id, state with what lies over it, since when, name, and what was found. */
export function alertLine({ id, name, state, state_since: since, reason, ...over }: AlertLine): string {
  const overlays = [over.acknowledged && "acknowledged", over.muted_until && `muted until ${over.muted_until}`];
  const words = [state, ...overlays.filter((each) => typeof each === "string")].join(", ");
  return [id, words, since, name, reason].join("\t").trimEnd();
}

async function ack({ url, key }: Values, [id, statId]: string[]): Promise<string> {
  if (id === undefined) throw new UsageError(USAGE);
  const body = statId === undefined ? {} : { stat_id: statId };
  const alert = await callApi<AlertLine>({ url, key }, `/api/v1/alerts/${encodeURIComponent(id)}/ack`, body);
  return `${alertLine(alert)}\n`;
}

async function mute({ url, key }: Values, [id, span, statId]: string[]): Promise<string> {
  if (id === undefined || span === undefined) throw new UsageError(USAGE);
  const body = { for: span, ...(statId === undefined ? {} : { stat_id: statId }) };
  const alert = await callApi<AlertLine>({ url, key }, `/api/v1/alerts/${encodeURIComponent(id)}/mute`, body);
  return `${alertLine(alert)}\n`;
}

async function backtest({ url, key, ...values }: Values, [id]: string[]): Promise<string> {
  if (id === undefined) throw new UsageError(USAGE);
  const rule = { stat_id: id, ...ruleOf(values) };
  return drawBacktest(await callApi<BacktestAnswer>({ url, key }, "/api/v1/alerts/backtest", rule));
}

type RuleValues = Omit<Values, "url" | "key">;

/** The rule that the options say, as the API takes it; exactly one of them says its kind. */
export function ruleOf({ window, ago, pending, missing, ...values }: RuleValues): Record<string, unknown> {
  const said = conditions(values, ago ?? "1w").filter((each) => each !== null);
  const [condition] = said;
  if (condition === undefined || said.length > 1) throw new UsageError(USAGE);
  return {
    ...condition,
    ...(condition.kind === "anomaly" ? {} : { time_window: window ?? "1h" }),
    ...(pending && { pending_for: pending }),
    ...(missing && { missing }),
  };
}

function conditions({ over, under, up, down, changed, silent, unusual }: RuleValues, ago: string) {
  const value = (operator: string, option: string, text?: string) =>
    text === undefined ? null : { kind: "value", operator, threshold: number(option, text) };
  const delta = (operator: string, option: string, text?: string) =>
    text === undefined ? null : { kind: "delta", operator, percentage: number(option, text), time_delta: ago };
  return [
    value("gt", "over", over),
    value("lt", "under", under),
    delta("gt", "up", up),
    delta("lt", "down", down),
    delta("dt", "changed", changed),
    silent ? { kind: "data" } : null,
    unusual ? { kind: "anomaly" } : null,
  ];
}

function number(option: string, text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new UsageError(`--${option} wants a number, not "${text}"`);
  return value;
}

/** How often a rule would have rung, when, for how long and by which value, and how often a gentler one. */
export function drawBacktest({ rule, per_month: count, truncated, rings, gentler }: BacktestAnswer): string {
  const lines = rings.map(({ stat_name: name, kind, at, until, value }) => {
    const seconds = until === null ? null : Math.round((Date.parse(until) - Date.parse(at)) / 1_000);
    const what = value === null ? (kind === "no_data" ? "no data" : "") : displayNumber(value);
    return [at, seconds === null ? "until now" : secondsWords(seconds), what, name].join("\t");
  });
  return [
    `${rule}: ${times(count)} in the last 30 days${truncated ? " (not all of them here)" : ""}`,
    ...lines,
    ...(gentler === null ? [] : [`${gentler.rule}: ${times(gentler.per_month)}`]),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

function times(count: number): string {
  return count === 0 ? "never" : count === 1 ? "once" : `${count} times`;
}
