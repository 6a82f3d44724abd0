import { describe, expect, test } from "vitest";
import { Refusal } from "@/lib/errors";
import { shownBucket as bucket, SHOWN_AT as NOW, shownStat as stat } from "@/lib/testing/shown-stat";
import { agoWords } from "./ago";
import { changeView } from "./change";
import { citiesChart } from "./cities";
import { firstNumberView } from "./first-number";
import { keyRow } from "./key-row";
import { momentView } from "./moment";
import { maybeQuantity, quantity } from "./quantity";
import { refusedForm, typed } from "./refused-form";
import { curlLine, firstNumberSnippets } from "./snippets";
import { statRow } from "./stat-row";
import { isPlain, readStatsAddress, statsHref } from "./stats-address";
import { summary } from "./summary";
import { teamView } from "./team";

const DAY = { range: { preset: "day" } } as const;

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

describe("a drawn chart", () => {
  const from = NOW.getTime() / 1_000 - 7_200;
  const points = [bucket(from, [1]), bucket(from + 3_600, [2])];

  test("of the first number has the number and the way on", () => {
    const series = { stat: stat(), from, to: from + 7_200, step: "1h", zone: "UTC", points, compare: null } as const;
    const view = firstNumberView(series, NOW, "UTC");
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
