import { expect, test } from "vitest";
import { AUDIT_ACTIONS } from "@/lib/domain/audit";
import { accountView, deletionView } from "./account";
import { ownEventRow } from "./own-event";
import { sessionRow } from "./session-row";

const NOW = new Date("2026-05-04T12:00:00Z");
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

test.each([
  ["with a password at any time", true, 5_000, true],
  ["without one right after signing in", false, 9, true],
  ["without one no more after ten minutes", false, 10, false],
])("what opens an account may be changed %s", (_, hasPassword, minutes, mayChange) => {
  const known = { email: "a@example.com", verified: true, hasPassword };
  expect(accountView(known, ago(minutes), NOW)).toEqual({ ...known, mayChange });
});

test("an account whose session is not known any more may not be changed without a password", () => {
  const known = { email: "a@example.com", verified: true, hasPassword: false };
  expect(accountView(known, undefined, NOW).mayChange).toBe(false);
});

test("a deletion is told by the names of the teams", () => {
  const deletion = { gone: [{ name: "a" }], left: [], orphaned: [{ name: "b" }, { name: "c" }] };
  expect(deletionView(deletion)).toEqual({ gone: ["a"], left: [], orphaned: ["b", "c"] });
});

test("a session is a browser in words", () => {
  const session = {
    id: "1",
    agent: FIREFOX,
    address: "192.0.2.7",
    current: true,
    createdAt: ago(60),
    lastSeenAt: ago(0),
  };
  expect(sessionRow(session, NOW, "Europe/Berlin")).toMatchObject({
    browser: "Firefox on Linux",
    address: "192.0.2.7",
    current: true,
    signedIn: { ago: "1 hour ago" },
    lastSeen: { ago: "just now", full: expect.stringContaining("(Europe/Berlin)") },
  });
});

const EVENT = { id: "1", at: ago(3), subject: "a@example.com", detail: {}, address: "192.0.2.7", agent: FIREFOX };

test("an event says what happened, where and when", () => {
  expect(ownEventRow({ ...EVENT, action: "account.signed_in" }, NOW, "UTC")).toMatchObject({
    what: "Signed in",
    worrying: false,
    where: "Firefox on Linux · 192.0.2.7",
    at: { ago: "3 minutes ago" },
  });
  const unknown = { ...EVENT, action: "account.sign_in_failed" as const, address: "", agent: "" };
  expect(ownEventRow(unknown, NOW, "UTC")).toMatchObject({ worrying: true, where: "" });
  const changed = { ...EVENT, action: "account.email_changed" as const, detail: { from: "old@example.com" } };
  expect(ownEventRow(changed, NOW, "UTC").what).toBe("Changed the address from old@example.com to a@example.com");
});

test("everything that is written down has words", () => {
  for (const action of AUDIT_ACTIONS) {
    expect(ownEventRow({ ...EVENT, action }, NOW, "UTC").what).toMatch(/^[A-Za-z]+ [^._]/);
  }
  expect(ownEventRow({ ...EVENT, action: "stat.key_rotated" }, NOW, "UTC").what).toBe("stat key rotated");
});
