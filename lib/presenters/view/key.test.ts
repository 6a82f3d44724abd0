import { describe, expect, test } from "vitest";
import { expiryOf } from "./key-expiry";
import { keyRow } from "./key-row";

const NOW = new Date("2026-05-04T12:00:00Z");

const KEY = {
  id: "1",
  name: "web",
  kind: "read",
  alias: false,
  prefix: "sn_rd_abcd",
  createdAt: NOW,
  createdBy: { email: "dora@example.com", inTeam: true },
  lastUsedAt: null,
  expiresAt: null,
} as const;

describe("a key in the list", () => {
  test.each([
    [{ email: "dora@example.com", inTeam: true }, "by dora@example.com"],
    [{ email: "dora@example.com", inTeam: false }, "by dora@example.com, no longer in the team"],
    [null, "by somebody whose account is gone"],
  ])("made by %j says %s", (createdBy, by) => {
    expect(keyRow({ ...KEY, createdBy }, NOW, "UTC").by).toBe(by);
  });

  test.each([
    ["2026-05-05T12:00:00Z", { over: false, minute: "5 May 2026, 14:00" }],
    ["2026-05-04T12:00:00Z", { over: true, minute: "4 May 2026, 14:00" }],
  ])("that expires at %s", (expiresAt, ends) => {
    const row = keyRow({ ...KEY, expiresAt: new Date(expiresAt) }, NOW, "Europe/Berlin");
    expect(row.ends).toMatchObject(ends);
  });
});

describe("the expiry that a form asks for", () => {
  test.each([
    [{ life: "", date: "" }, null],
    [{ life: "1000y", date: "" }, null],
    [{ life: "30d", date: "" }, "2026-06-03T12:00:00.000Z"],
    [{ life: "90d", date: "" }, "2026-08-02T12:00:00.000Z"],
    [{ life: "1y", date: "" }, "2027-05-04T12:00:00.000Z"],
    [{ life: "", date: "2026-05-04" }, "2026-05-04T22:00:00.000Z"],
    [{ life: "30d", date: "2026-10-25" }, "2026-10-25T23:00:00.000Z"],
    [{ life: "", date: "2026-02-30" }, undefined],
    [{ life: "", date: "now" }, undefined],
  ])("of %j is %s", (asked, expiry) => expect(expiryOf(asked, NOW, "Europe/Berlin")).toBe(expiry));

  test("beyond the calendar is none", () => {
    expect(expiryOf({ life: "", date: "9999-12-31" }, NOW, "America/New_York")).toBeUndefined();
  });
});
