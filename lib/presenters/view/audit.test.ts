import { describe, expect, test } from "vitest";
import { AUDIT_ACTIONS, type AuditEvent } from "@/lib/domain/audit";
import { auditCsv } from "@/lib/presenters/csv/audit";
import { auditFileHref, auditHref, isWholeLog, readAuditAddress } from "./audit-address";
import { auditRow, narrowedBy } from "./audit-row";
import { ACTION_WORDS, TEAM_ACTIONS } from "./audit-words";

const NOW = new Date("2026-05-04T12:00:00Z");
const ALICE = "01890a5d-ac96-774b-bcce-b302099a8057";
const WHOLE = readAuditAddress({});

const event = (more: Partial<AuditEvent>): AuditEvent => ({
  id: "1",
  at: new Date("2026-05-04T11:57:00Z"),
  action: "key.made",
  actor: { kind: "user", id: ALICE },
  actorName: "alice@example.com",
  subject: { kind: "key", id: ALICE, name: "grafana" },
  detail: {},
  address: "192.0.2.7",
  agent: "a browser",
  ...more,
});

const stat = { kind: "stat", id: "aB3dE6", name: "signups" } as const;
const bob = { kind: "member", id: ALICE, name: "bob@example.com" } as const;
const team = { kind: "team", id: ALICE, name: "ours" } as const;
const share = { kind: "share", id: ALICE, name: "signups" } as const;

describe("an event is told as a sentence", () => {
  const sentence = (more: Partial<AuditEvent>) => {
    const { who, before, subject, after } = auditRow(event(more), WHOLE, NOW, "Europe/Berlin");
    return `${who.text} ${before}${subject === null ? "" : ` ${subject.text}`}${after}`;
  };

  test.each<[Partial<AuditEvent>, string]>([
    [{ detail: { kind: "read", expires: null } }, "alice@example.com made the read key “grafana”"],
    [
      { detail: { kind: "read", expires: "2026-08-02T12:00:00Z" } },
      "alice@example.com made the read key “grafana”, which works until 2 Aug 2026, 14:00",
    ],
    [
      { action: "key.rotated", detail: { kind: "ingest", oldUntil: "2026-05-05T12:00:00Z" } },
      "alice@example.com rotated the ingest key “grafana”, the old one works until 5 May 2026, 14:00",
    ],
    [{ action: "key.revoked", detail: { kind: "manage" } }, "alice@example.com revoked the manage key “grafana”"],
    [
      { action: "key.revoked", detail: { kind: "ingest", alias: true } },
      "alice@example.com revoked the old EZ key “grafana”",
    ],
    [
      { action: "stat.made", subject: stat, detail: { kind: "counter" } },
      "alice@example.com made the counter “signups”",
    ],
    [
      { action: "stat.changed", subject: stat, detail: { changed: ["unit", "tags", "retentionDays"] } },
      "alice@example.com changed the unit, the tags, and how long minutes are kept of “signups”",
    ],
    [
      { action: "stat.changed", subject: stat, detail: { changed: ["name"], from: "sginups", to: "signups" } },
      "alice@example.com renamed “sginups” to “signups”",
    ],
    [
      { action: "stat.changed", subject: stat, detail: { changed: ["name", "unit"], from: "a", to: "signups" } },
      "alice@example.com renamed “a” to “signups” and changed the unit",
    ],
    [
      { action: "stat.merged", subject: stat, detail: { into: "x", intoName: "all" } },
      "alice@example.com merged “signups” into “all”",
    ],
    [
      { action: "member.invited", subject: bob, detail: { role: "admin" } },
      "alice@example.com invited bob@example.com as an admin",
    ],
    [
      { action: "member.role_changed", subject: bob, detail: { from: "member", to: "viewer" } },
      "alice@example.com made bob@example.com a viewer",
    ],
    [{ action: "member.left", subject: bob }, "alice@example.com left the team"],
    [
      { action: "team.changed", subject: team, detail: { zone: "UTC", name: "ours", formerName: "x" } },
      "alice@example.com changed the time zone and the name of the team “ours”",
    ],
    [
      { action: "team.changed", subject: team, detail: { changed: ["userKey"] } },
      "alice@example.com changed the user key of the team “ours”",
    ],
    [
      { action: "share.made", subject: share, detail: { team: "theirs" } },
      "alice@example.com shared “signups” with “theirs”",
    ],
    [
      { actor: { kind: "key", id: ALICE }, actorName: "deploy (sn_rw_abcd…)", action: "stat.trashed", subject: stat },
      "the key deploy (sn_rw_abcd…) moved “signups” to the trash",
    ],
    [
      { actor: { kind: "job", id: null }, actorName: "purge", action: "stat.deleted", subject: stat },
      "the house (purge) deleted “signups” for good",
    ],
    [
      { actor: null, actorName: "somebody", action: "account.sign_in_failed" },
      "somebody tried to sign in, with a wrong password",
    ],
    [{ action: "later.version" as never }, "alice@example.com did later.version"],
  ])("%j", (more, words) => expect(sentence(more)).toBe(words));

  test.each(AUDIT_ACTIONS)("%s reads well without any detail, and has its words in the filter", (action) => {
    expect(sentence({ action })).toMatch(/^alice@example\.com [a-z][^{}[\]]+$/);
    expect(sentence({ action })).not.toMatch(/undefined|null| {2}/);
    expect(ACTION_WORDS[action]).toMatch(/^[A-Z]/);
  });
});

test("an event says when and where from, and its names lead to everything about them", () => {
  const row = auditRow(
    event({ subject: stat, action: "stat.trashed" }),
    { ...WHOLE, cursor: "9" },
    NOW,
    "Europe/Berlin",
  );
  expect(row).toMatchObject({
    at: { ago: "3 minutes ago" },
    time: "4 May 2026, 13:57",
    who: { href: `/settings/audit?person=${ALICE}` },
    subject: { href: "/settings/audit?subject=aB3dE6" },
    address: "192.0.2.7",
    agent: "a browser",
  });
});

test("the address of the log says what it shows, and what it says wrongly is left out", () => {
  const asked = {
    action: "key.made",
    person: ALICE,
    subject: "aB3dE6",
    from: "2026-05-01",
    to: "2026-05-04",
    cursor: "42",
  };
  const address = readAuditAddress(asked);
  expect(address).toEqual({ ...asked, key: "" });
  expect(auditHref(address)).toBe(
    `/settings/audit?action=key.made&person=${ALICE}&subject=aB3dE6&from=2026-05-01&to=2026-05-04`,
  );
  expect(auditFileHref({ ...WHOLE, cursor: "42" })).toBe("/api/v1/audit?format=csv");
  expect(isWholeLog({ ...WHOLE, cursor: "42" })).toBe(true);
  const wrong = { action: "x", person: "x", key: ["a", "b"], subject: "<", from: "today", cursor: "-1" };
  expect(readAuditAddress(wrong)).toEqual(WHOLE);
});

test("what the log is narrowed to is named, and can be let go of", () => {
  const address = readAuditAddress({ person: ALICE, subject: "aB3dE6" });
  const first = auditRow(event({ subject: stat }), address, NOW, "UTC");
  expect(narrowedBy(address, first)).toEqual([
    { text: "by alice@example.com", without: "/settings/audit?subject=aB3dE6" },
    { text: "about “signups”", without: `/settings/audit?person=${ALICE}` },
  ]);
  expect(narrowedBy(address, undefined).map(({ text }) => text)).toEqual(["by one person", "about one thing"]);
  expect(narrowedBy(WHOLE, first)).toEqual([]);
});

test("the filter offers what can be in a team's log", () => {
  expect(TEAM_ACTIONS[0]).toEqual({ value: "", text: "Everything" });
  expect(TEAM_ACTIONS.map(({ value }) => value)).not.toContain("account.signed_in");
});

test("as CSV it has a line for each event, and no cell begins a formula", async () => {
  const hostile = { kind: "stat", id: "x", name: "=HYPERLINK(1)" } as const;
  async function* events() {
    yield [event({ subject: hostile, detail: { to: "a,b" }, agent: "+agent\r\n=1", actorName: "@alice" })];
    yield [event({ actor: null })];
  }
  let text = "";
  for await (const piece of auditCsv(events())) text += piece;
  const [header, first] = text.split("\r\n");
  expect(header).toBe("at,action,actor_kind,actor_id,actor,subject_kind,subject_id,subject,detail,address,agent");
  expect(first).toBe(
    `2026-05-04T11:57:00.000Z,key.made,user,${ALICE},'@alice,stat,x,'=HYPERLINK(1),"{""to"":""a,b""}",192.0.2.7,"'+agent`,
  );
  expect(text).toContain("\n'=1\"");
  expect(text).toContain(",key.made,,,alice@example.com,key,");
});
