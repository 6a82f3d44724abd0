import type { checkSeries } from "@/lib/interactors/housekeeping/check-series";
import { type Inspection, lagOf } from "@/lib/interactors/housekeeping/inspect";
import { snakeCase } from "@/lib/presenters/http/field-names";

type Check = Awaited<ReturnType<typeof checkSeries>>;

const MOST_WRONG = 20;
const LABEL = 14;

/** What the doctor found, to be read. */
export function doctorReport({ server, amounts, rollUp, waiting, ticks }: Inspection, check: Check): string {
  const { now, closedTo, rolledTo, rollingTo } = rollUp;
  const lines: [label: string, text: string][] = [
    ["time", `${moment(now)} UTC, by the database`],
    ["server", `PostgreSQL ${server.version}`],
    ["", `fsync ${server.fsync}, synchronous_commit ${server.synchronousCommit}`],
    ["", `full_page_writes ${server.fullPageWrites}`],
    ["migrations", `${server.migrations} applied, the last is ${server.lastMigration}`],
    ["teams", count(amounts.teams)],
    ["stats", statsText(amounts)],
    ["rows, about", rowsText(amounts)],
    ["closed to", closedTo.getTime() === 0 ? "never" : moment(closedTo)],
    ["rolled up to", rolledTo.getTime() === 0 ? "never" : `${moment(rolledTo)}, ${age(lagOf(rollUp) ?? 0)} ago`],
    ...(rollingTo === null ? [] : [underWay(rollingTo, rollUp)]),
    ["waiting", `${counted(waiting.dirtyQuarters, "changed quarter")}, ${counted(waiting.binHours, "hour")} of bins`],
    ["zones", `${rollUp.zonesBuilding} being built, ${rollUp.zonesDropping} being dropped`],
    ...lastRounds(ticks, now),
    ["checked", verdict(check)],
  ];
  const text = lines.map(([label, line]) => `${label.padEnd(LABEL)}${line}\n`).join("");
  return text + wrongRows(check);
}

/** The same as one JSON object in one line. */
export function doctorJson({ server, amounts, rollUp, waiting, ticks }: Inspection, check: Check): string {
  const object = {
    ok: check.wrong.length === 0,
    server,
    amounts,
    rollUp: { ...rollUp, lagSeconds: lagOf(rollUp) },
    waiting,
    ticks: Object.fromEntries(ticks.map(({ name, lastAt }) => [name, lastAt])),
    checked: check,
  };
  return `${JSON.stringify(object, snaked)}\n`;
}

function statsText({ stats, trashed, moving }: Inspection["amounts"]): string {
  return `${count(stats)}, in the trash ${count(trashed)}, on the way into another ${count(moving)}`;
}

function rowsText({ minutes, quarters, days }: Inspection["amounts"]): string {
  return `${estimate(minutes)} minutes, ${estimate(quarters)} quarters, ${estimate(days)} days`;
}

function underWay(rollingTo: Date, { statsDone, stats }: Inspection["rollUp"]): [string, string] {
  return ["", `a round to ${moment(rollingTo)} is under way, ${count(statsDone)} of ${count(stats)} stats done`];
}

function lastRounds(ticks: Inspection["ticks"], now: Date): [string, string][] {
  if (ticks.length === 0) return [["last rounds", "never"]];
  const width = Math.max(...ticks.map(({ name }) => name.length)) + 2;
  return ticks.map(({ name, lastAt }, index) => [
    index === 0 ? "last rounds" : "",
    `${name.padEnd(width)}${age((now.getTime() - lastAt.getTime()) / 1_000)} ago`,
  ]);
}

function verdict({ quarters, days, wrong }: Check): string {
  const found = wrong.length === 0 ? "all right" : `${count(wrong.length)} wrong`;
  return `${counted(quarters, "quarter")} and ${counted(days, "day")} checked, ${found}`;
}

function wrongRows({ wrong }: Check): string {
  if (wrong.length === 0) return "";
  const rows = wrong.slice(0, MOST_WRONG).map(({ level, stat, at }) => `  ${level.padEnd(9)}${at}  stat ${stat}\n`);
  const more = wrong.length > MOST_WRONG ? `  and ${count(wrong.length - MOST_WRONG)} more\n` : "";
  return `${rows.join("")}${more}statnest doctor --rebuild makes all quarters and days anew from the minutes.\n`;
}

function counted(amount: number, what: string): string {
  return `${count(amount)} ${what}${amount === 1 ? "" : "s"}`;
}

function count(amount: number): string {
  return amount.toLocaleString("en");
}

function estimate(rows: number | null): string {
  return rows === null ? "?" : count(rows);
}

function moment(at: Date): string {
  return at.toISOString().replace("T", " ").slice(0, 16);
}

function age(seconds: number): string {
  if (seconds < 100) return `${Math.max(0, Math.round(seconds))} s`;
  if (seconds < 100 * 60) return `${Math.round(seconds / 60)} min`;
  return seconds < 48 * 3_600 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} days`;
}

/** The names of fields as the API has them; those of jobs are names, and stay. */
function snaked(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [snakeCase(name), each]));
}
