import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { alertLine, alerts, drawBacktest, ruleOf } from "./alerts";
import { UsageError } from "./usage";

const ALERT = {
  ...{ id: "aB3x", name: "orders: over 500 in an hour", state: "firing", state_since: "2026-05-04T09:10:00.000Z" },
  ...{ reason: "512 in an hour, over the threshold of 500.", acknowledged: false, muted_until: null },
};
const asked: { path: string; body: unknown }[] = [];

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal("fetch", async (address: URL, { body }: RequestInit) => {
    asked.push({ path: address.pathname + address.search, body: body && JSON.parse(String(body)) });
    if (address.pathname.endsWith("/backtest"))
      return Response.json({ rule: "r", per_month: 0, rings: [], gentler: null });
    if (address.pathname !== "/api/v1/alerts") return Response.json({ ...ALERT, acknowledged: true });
    return Response.json({ data: [ALERT], next: address.search.includes("cursor=") ? null : "more" });
  });
});
afterEach(() => vi.unstubAllGlobals());

test("alerts are listed the worst first, page by page, with what was found", async () => {
  const line =
    "aB3x\tfiring\t2026-05-04T09:10:00.000Z\torders: over 500 in an hour\t512 in an hour, over the threshold of 500.\n";
  expect(await alerts(["--key", "k", "--state", "firing"])).toBe(line + line);
  expect(asked.map(({ path }) => path)).toEqual([
    "/api/v1/alerts?limit=500&sort=state&state=firing",
    "/api/v1/alerts?limit=500&sort=state&state=firing&cursor=more",
  ]);
});

test("what lies over a state is told with it, and nothing where nothing was found", () => {
  const muted = { ...ALERT, acknowledged: true, muted_until: "2026-05-04T17:10:00.000Z", reason: "" };
  expect(alertLine(muted).split("\t")).toEqual([
    "aB3x",
    "firing, acknowledged, muted until 2026-05-04T17:10:00.000Z",
    "2026-05-04T09:10:00.000Z",
    "orders: over 500 in an hour",
  ]);
});

test("one is acknowledged or muted, for one stat if that is said", async () => {
  expect(await alerts(["ack", "aB3x", "--key", "k"])).toContain("firing, acknowledged");
  await alerts(["ack", "aB3x", "Q1w2", "--key", "k"]);
  await alerts(["mute", "aB3x", "8h", "--key", "k"]);
  expect(asked).toEqual([
    { path: "/api/v1/alerts/aB3x/ack", body: {} },
    { path: "/api/v1/alerts/aB3x/ack", body: { stat_id: "Q1w2" } },
    { path: "/api/v1/alerts/aB3x/mute", body: { for: "8h" } },
  ]);
});

test.each([
  [["--over", "500"], { kind: "value", operator: "gt", threshold: 500, time_window: "1h" }],
  [
    ["--under", "-3", "--window", "this_day"],
    { kind: "value", operator: "lt", threshold: -3, time_window: "this_day" },
  ],
  [["--up", "50"], { kind: "delta", operator: "gt", percentage: 50, time_delta: "1w", time_window: "1h" }],
  [
    ["--down", "9", "--ago", "1d"],
    { kind: "delta", operator: "lt", percentage: 9, time_delta: "1d", time_window: "1h" },
  ],
  [["--changed", "9"], { kind: "delta", operator: "dt", percentage: 9, time_delta: "1w", time_window: "1h" }],
  [["--silent", "--pending", "5m"], { kind: "data", time_window: "1h", pending_for: "5m" }],
  [["--unusual", "--missing", "notify"], { kind: "anomaly", missing: "notify" }],
])("a rule is said by %j", async (options, rule) => {
  expect(await alerts(["backtest", "Q1w2", ...options, "--key", "k"])).toBe("r: never in the last 30 days\n");
  expect(asked).toEqual([{ path: "/api/v1/alerts/backtest", body: { stat_id: "Q1w2", ...rule } }]);
});

test.each([
  [["fly"]],
  [["ack"]],
  [["mute", "aB3x"]],
  [["backtest"]],
  [["backtest", "Q1w2"]],
  [["backtest", "Q1w2", "--over", "5", "--silent"]],
  [["backtest", "Q1w2", "--over", "many"]],
  [["--nonsense"]],
  [["toString"]],
])("%j is told how to be said", async (args) => {
  await expect(alerts([...args, "--key", "k"])).rejects.toThrow(UsageError);
  expect(asked).toEqual([]);
});

test("a back-test tells when, for how long, by what, and what a gentler rule would have done", () => {
  const ring = { stat_name: "orders", kind: "triggered", at: "2026-05-04T09:10:00.000Z", value: 512 };
  const rings = [
    { ...ring, until: null },
    { ...ring, until: "2026-05-04T09:50:00.000Z" },
    { ...ring, kind: "no_data", value: null, until: "2026-05-04T10:10:00.000Z" },
  ];
  const gentler = { rule: "over 600 orders in an hour", per_month: 1 };
  expect(drawBacktest({ rule: "over 500 orders in an hour", per_month: 3, truncated: false, rings, gentler })).toBe(
    `over 500 orders in an hour: 3 times in the last 30 days
2026-05-04T09:10:00.000Z\tuntil now\t512\torders
2026-05-04T09:10:00.000Z\t40 minutes\t512\torders
2026-05-04T09:10:00.000Z\tan hour\tno data\torders
over 600 orders in an hour: once
`,
  );
});

test("a rule is one kind", () => {
  expect(() => ruleOf({})).toThrow(UsageError);
});
