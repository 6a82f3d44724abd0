import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { reports } from "./reports";
import { UsageError } from "./usage";

const REPORT = { id: "aB3xYz", name: "Morning", cadence: "daily", next_at: "2026-11-24T07:00:00.000Z" };
const asked: { path: string; body: unknown }[] = [];

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal("fetch", async (address: URL, { body }: RequestInit) => {
    asked.push({ path: address.pathname + address.search, body: body && JSON.parse(String(body)) });
    if (address.pathname.endsWith("/send")) return Response.json({ turn: "2026-11-23#1", mails: 2 });
    const last = address.search.includes("cursor=");
    const report = { ...REPORT, recipients: ["ada@example.com", "bob@example.com"] };
    return Response.json({ data: [last ? { ...report, next_at: null } : report], next: last ? null : "more" });
  });
});
afterEach(() => vi.unstubAllGlobals());

test("reports are listed page by page, with when they come and to whom", async () => {
  expect(await reports(["--key", "k"])).toBe(
    "aB3xYz\tdaily\t2026-11-24T07:00:00.000Z\tMorning\tada@example.com, bob@example.com\n" +
      "aB3xYz\tdaily\tpaused\tMorning\tada@example.com, bob@example.com\n",
  );
  expect(asked.map(({ path }) => path)).toEqual(["/api/v1/reports?limit=500", "/api/v1/reports?limit=500&cursor=more"]);
});

test("one is sent, and it says to how many", async () => {
  expect(await reports(["send", "aB3xYz", "--key", "k"])).toBe("2026-11-23#1\t2 mails\n");
  expect(asked).toEqual([{ path: "/api/v1/reports/aB3xYz/send", body: {} }]);
});

test.each([["send"], ["send", "a", "b"], ["list", "a"], ["fly"]])("%s %s %s is no command", async (...args) => {
  await expect(reports([...args, "--key", "k"])).rejects.toThrow(UsageError);
});
