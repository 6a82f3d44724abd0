import { describe, expect, test } from "vitest";
import type { Bucket } from "@/lib/domain/series";
import type { ListedStat } from "@/lib/domain/stat";
import { PRESETS } from "@/lib/domain/step";
import { Refusal } from "@/lib/errors";
import { agoWords } from "./ago";
import { changeView } from "./change";
import { chartPanel } from "./chart-panel";
import { citiesChart } from "./cities";
import { compareHref, compareRows, readCompared } from "./compared";
import { firstNumberView } from "./first-number";
import { keyRow } from "./key-row";
import { momentView } from "./moment";
import { maybeQuantity, quantity } from "./quantity";
import { earlierWords, rangeQuery, readRange } from "./range";
import { refusedForm, typed } from "./refused-form";
import { seriesTable } from "./series-table";
import { curlLine, firstNumberSnippets } from "./snippets";
import { statRow } from "./stat-row";
import { isPlain, readStatsAddress, statsHref } from "./stats-address";
import { summary } from "./summary";
import { teamView } from "./team";

const NOW = new Date("2026-11-23T12:00:00Z");
const DAY = PRESETS.find(({ name }) => name === "day") as (typeof PRESETS)[number];

function stat(more: Partial<ListedStat> = {}): ListedStat {
  return {
    id: "a1B2",
    seriesId: 1n,
    teamId: "t",
    name: "signups",
    kind: "counter",
    unit: "",
    description: "",
    tags: [],
    public: false,
    classicKey: "k",
    createdAt: NOW,
    trashedAt: null,
    retentionDays: null,
    minutesFrom: new Date(0),
    favourite: false,
    sharedBy: null,
    lastValue: 2,
    lastAt: new Date("2026-11-23T11:57:00Z"),
    ...more,
  };
}

function bucket(t: number, numbers: number[]): Bucket {
  if (numbers.length === 0) return { t, n: 0, v: null, sum: null, min: null, max: null };
  const sum = numbers.reduce((a, b) => a + b, 0);
  return { t, n: numbers.length, v: sum, sum, min: Math.min(...numbers), max: Math.max(...numbers) };
}

describe("how long ago something was", () => {
  test.each([
    [0, "just now"],
    [4.9, "just now"],
    [-4, "just now"],
    [12, "12 seconds ago"],
    [60, "1 minute ago"],
    [185, "3 minutes ago"],
    [3_600, "1 hour ago"],
    [86_400 * 2, "2 days ago"],
    [86_400 * 31, "1 month ago"],
    [86_400 * 800, "2 years ago"],
    [-120, "in 2 minutes"],
  ])("%d seconds are %s", (seconds, words) => {
    expect(agoWords(seconds)).toBe(words);
  });
});

test("a moment has its words, and its full time with the zone", () => {
  expect(momentView(new Date("2026-11-23T11:57:00Z"), NOW, "America/New_York")).toEqual({
    iso: "2026-11-23T11:57:00.000Z",
    ago: "3 minutes ago",
    secondsAgo: 180,
    full: expect.stringMatching(/23 November 2026.* 06:57:00 \(America\/New_York\)$/),
  });
});

test("a quantity is short for the eye and exact for whoever hovers", () => {
  expect(quantity(12_345.678, "ms")).toEqual({ short: "12.35K", unit: "ms", exact: "12,345.678\u00a0ms" });
  expect(quantity(0, "")).toEqual({ short: "0", unit: "", exact: "0" });
  expect(maybeQuantity(null, "ms")).toBeNull();
});

describe("a change", () => {
  test("has an arrow, a sign and words", () => {
    expect(changeView(112, 100, "on the day before")).toEqual({
      direction: "up",
      arrow: "↑",
      percent: "+12\u00a0%",
      words: "up on the day before",
      detail: "112 now, 100 before",
    });
    expect(changeView(50, 100, "on the day before")).toMatchObject({ arrow: "↓", percent: "−50\u00a0%" });
  });

  test("says when nothing changed", () => {
    expect(changeView(7, 7, "on the week before")).toMatchObject({
      percent: "",
      words: "unchanged on the week before",
    });
  });

  test.each([
    [null, 1],
    [1, null],
    [3, 0],
  ])("from %s and %s there is nothing to say", (now, before) => {
    expect(changeView(now, before, "on the day before")).toBeNull();
  });
});

describe("the address of the list", () => {
  test("survives a round trip", () => {
    const address = readStatsAddress({ q: "a&b", kind: "value", favourite: "1", sort: "-last_at", cursor: "c" });
    expect(statsHref(address, { cursor: "c" })).toBe("/stats?q=a%26b&kind=value&favourite=1&sort=-last_at&cursor=c");
  });

  test("begins at the first page when something changes", () => {
    expect(statsHref(readStatsAddress({ cursor: "c" }), { q: "x" })).toBe("/stats?q=x");
  });

  test("reads nonsense as nothing", () => {
    const address = readStatsAddress({ q: ["a", "b"], kind: "gauge", sort: "random", trash: "yes" });
    expect(address).toEqual({
      ...{ q: "", kind: "", favourite: false, shared: false, trash: false, sort: "name", cursor: "", compared: [] },
    });
    expect(isPlain(address)).toBe(true);
  });
});

describe("the range of a page", () => {
  test("is read from the address and written back", () => {
    const range = readRange({ range: "week", compare: "1" });
    expect(range.preset.name).toBe("week");
    expect(rangeQuery(range)).toBe("range=week&compare=1");
    expect(earlierWords(range.preset)).toBe("the week before");
  });

  test("is a day when the address says none", () => {
    expect(rangeQuery(readRange({ range: "decade" }))).toBe("range=day");
  });
});

describe("the summary of a stat", () => {
  const points = [bucket(0, [1, 2]), bucket(60, []), bucket(120, [5])];
  const compare = [bucket(0, [4]), bucket(60, []), bucket(120, [])];

  test("adds up a counter", () => {
    const shown = summary({ stat: stat(), points, compare }, DAY, NOW, "UTC");
    expect(shown.label).toBe("in the last day");
    expect(shown.headline?.short).toBe("8");
    expect(shown.change).toMatchObject({ percent: "+100\u00a0%", words: "up on the day before" });
    expect(shown.facts.map(({ name, quantity }) => [name, quantity?.short])).toEqual([
      ["Last number", "2"],
      ["Smallest", "1"],
      ["Largest", "5"],
      ["Numbers received", "3"],
    ]);
  });

  test("shows the last number of a value, and its mean as the change", () => {
    const shown = summary(
      { stat: stat({ kind: "value", lastValue: 5, unit: "ms" }), points, compare },
      DAY,
      NOW,
      "UTC",
    );
    expect(shown.headline).toMatchObject({ short: "5", unit: "ms" });
    expect(shown.change?.percent).toBe("−33\u00a0%");
    expect(shown.facts[0]).toMatchObject({ name: "Mean", quantity: { short: "2.667" } });
  });

  test("has no data where there is none", () => {
    const shown = summary(
      { stat: stat({ lastAt: null, lastValue: null }), points: [], compare: null },
      DAY,
      NOW,
      "UTC",
    );
    expect(shown).toMatchObject({ headline: null, change: null, seen: null });
  });
});

describe("the table behind a chart", () => {
  const shown: Parameters<typeof seriesTable>[0][number] = {
    stat: stat(),
    points: [bucket(0, [1]), bucket(3_600, [])],
    compare: null,
    step: "1h",
    zone: "UTC",
  };

  test("has a row for each interval with data, newest first", () => {
    const table = seriesTable([{ ...shown, points: [bucket(0, [1]), bucket(3_600, []), bucket(7_200, [0])] }], false);
    expect(table.columns).toEqual(["signups"]);
    expect(table.rows.map(({ iso, cells }) => [iso, cells[0]?.short])).toEqual([
      ["1970-01-01T02:00:00.000Z", "0"],
      ["1970-01-01T00:00:00.000Z", "1"],
    ]);
    expect(table.rows[0]?.when).toMatch(/1 Jan 1970.* 02:00$/);
  });

  test("tells numbers to the digit, without the noise of floating point", () => {
    const points = [bucket(0, [12_345.5]), bucket(3_600, [0.1 + 0.2])];
    const { rows } = seriesTable([{ ...shown, stat: stat({ kind: "value" }), points }], false);
    expect(rows.map(({ cells }) => cells[0]?.short)).toEqual(["0.3", "12,345.5"]);
  });

  test("has a column for the earlier range when it is drawn", () => {
    const table = seriesTable([{ ...shown, compare: [bucket(0, []), bucket(3_600, [9])] }], true);
    expect(table.columns).toEqual(["signups", "signups, earlier"]);
    expect(table.rows.map(({ cells }) => cells.map((cell) => cell?.short ?? null))).toEqual([
      [null, "9"],
      ["1", null],
    ]);
  });
});

describe("a chart with what stands around it", () => {
  const from = NOW.getTime() / 1_000 - 7_200;
  const points = [bucket(from, [1]), bucket(from + 3_600, [2])];
  const compare = [bucket(from, [4]), bucket(from + 3_600, [])];
  const series = { stat: stat(), from, to: from + 7_200, step: "1h", zone: "UTC", points, compare } as const;
  const range = readRange({ range: "day" });

  test("links the very range it shows, as files", () => {
    const panel = chartPanel([{ ...series, points, compare }], range, NOW);
    expect(panel.csv).toBe(`/api/v1/stats/a1B2/series?from=${from}&to=${from + 7_200}&step=1h&tz=UTC&format=csv`);
    expect(panel.caption).toBe("The last day, by the hour, times in UTC");
    expect(panel.model.series[0]?.compare).toBeNull();
  });

  test("lays the earlier range under it on demand", () => {
    const panel = chartPanel([{ ...series, points, compare }], { ...range, overlay: true }, NOW);
    expect(panel.json).toContain("&compare=1d&format=json");
    expect(panel.model).toMatchObject({ earlierWords: "the day before" });
    expect(panel.table.columns).toHaveLength(2);
  });

  test("of several stats asks for all of them", () => {
    const other = { ...series, stat: stat({ id: "zz", name: "errors" }), points, compare };
    expect(chartPanel([{ ...series, points, compare }, other], range, NOW).csv).toMatch(
      /^\/api\/v1\/series\?stats=a1B2%2Czz&/,
    );
  });

  test("of the first number has the number and the way on", () => {
    const view = firstNumberView({ ...series, points, compare }, NOW, "UTC");
    expect(view).toMatchObject({ name: "signups", href: "/stats/a1B2?range=hour", headline: { short: "3" } });
    expect(view.chart.svg).toContain("<svg");
  });

  test("of two cities has a real year in it", () => {
    expect(citiesChart().model.series.map(({ name, values }) => [name, values[0], values.length])).toEqual([
      ["Seattle", 10.5, 51],
      ["New York", 4.1, 51],
    ]);
  });
});

describe("a comparison", () => {
  test.each([
    ["a,b", ["a", "b"]],
    [
      ["a", "b", "a"],
      ["a", "b"],
    ],
    ["", []],
    [undefined, []],
    ["1,2,3,4,5,6,7,8,9", ["1", "2", "3", "4", "5", "6", "7", "8"]],
  ])("of %j reads %j", (asked, ids) => {
    expect(readCompared(asked)).toEqual(ids);
  });

  test("has a line for each stat, with its colour and the way to leave it out", () => {
    const points = [bucket(0, [1])];
    const range = readRange({ range: "week" });
    const of = (id: string) =>
      ({ stat: stat({ id }), from: 0, to: 60, step: "1m", zone: "UTC", points, compare: null }) as const;
    const rows = compareRows(
      [
        { ...of("a"), points },
        { ...of("b"), points },
      ],
      range,
      NOW,
      "UTC",
    );
    expect(rows.map(({ colour, without }) => [colour, without])).toEqual([
      [1, `${compareHref(["b"])}&range=week`],
      [2, `${compareHref(["a"])}&range=week`],
    ]);
  });
});

describe("a row of the list", () => {
  test("shows the last day of the stat", () => {
    const row = statRow(stat(), { values: [null, 3, 4], today: 7, before: 5 }, NOW, "UTC");
    expect(row).toMatchObject({ href: "/stats/a1B2", last: { short: "2" }, change: { percent: "+40\u00a0%" } });
    expect(row.spark).toContain("signups, last 24 hours");
  });

  test("has no drawing where there is no data", () => {
    const row = statRow(
      stat({ lastAt: null, lastValue: null }),
      { values: [null], today: null, before: null },
      NOW,
      "UTC",
    );
    expect(row).toMatchObject({ spark: null, last: null, change: null, seen: null });
  });
});

describe("a form that was refused", () => {
  const input = { email: "a@b", password: "hunter2", zone: "UTC" };

  test("keeps what was typed, except the password, with each fault at its field", () => {
    const faults = [{ pointer: "#/email", detail: "is not an email address" }];
    const state = refusedForm(new Refusal("invalid", "email: is not an email address", { faults }), input);
    expect(state.values).toEqual({ email: "a@b", zone: "UTC" });
    expect(state.faults).toEqual({ email: "is not an email address" });
  });

  test("says the refusal itself when it is about no field", () => {
    expect(refusedForm(new Refusal("limited", "try again in a minute"), input).message).toBe("Try again in a minute.");
  });

  test("says nothing of a fault of ours", () => {
    const state = refusedForm(new Error("relation app_user does not exist"), input);
    expect(JSON.stringify(state)).not.toContain("app_user");
    expect(state.values.email).toBe("a@b");
  });

  test("does not read the framework's own fields", () => {
    const form = new FormData();
    form.set("$ACTION_ID_1", "x");
    form.set("email", "a@b");
    expect(typed(form)).toEqual({ email: "a@b" });
  });
});

test("every snippet holds the key and the address once it is filled in", () => {
  const snippets = firstNumberSnippets("http://localhost:3000", "sn_in_abc");
  expect(snippets.map(({ language }) => language)).toEqual(["Shell", "JavaScript", "Python", "Ruby", "Go", "PHP"]);
  for (const { code } of snippets) {
    expect(code).toContain("sn_in_abc");
    expect(code).toContain("http://localhost:3000/ez");
  }
  expect(curlLine("http://h", "K")).toBe('curl -d "stat=signups&ezkey=K&count=1" http://h/ez');
});

test("a team can choose its own zone even when the list does not have it", () => {
  const team = {
    id: "t",
    name: "T",
    zone: "US/Eastern",
    ukey: "u",
    verboseReplies: false,
    ezEnabled: true,
    retentionDays: null,
    publishers: "members" as const,
  };
  const { zones } = teamView(team);
  expect(zones.map(({ value }) => value)).toEqual(expect.arrayContaining(["UTC", "US/Eastern", "Europe/Berlin"]));
});

test("a key is listed by what it may do, never by itself", () => {
  const made = { createdAt: NOW, createdBy: { email: "a@example.com", inTeam: true }, lastUsedAt: null };
  const key = {
    id: "1",
    name: "web",
    kind: "ingest",
    alias: false,
    prefix: "sn_in_abc",
    ...made,
    expiresAt: null,
  } as const;
  expect(keyRow(key, NOW, "UTC")).toMatchObject({ may: "sends numbers", prefix: "sn_in_abc", used: null, ends: null });
});
