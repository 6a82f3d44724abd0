import { expect, test } from "vitest";
import type { TeamActor } from "@/lib/domain/can";
import { PLAIN_LOOK } from "@/lib/domain/embed-look";
import type { PublicLink, Publishers } from "@/lib/domain/public-link";
import type { Role } from "@/lib/domain/team";
import { linkRow } from "./link-row";
import { publishing, whyNotManage, whyNotPublish } from "./publishing";

const NOW = new Date("2026-05-04T12:00:00Z");
const LINK: PublicLink = {
  id: "l",
  token: "tttttttttttttttttttttt",
  teamId: "t",
  target: "stat",
  targetId: "s1",
  name: "signups",
  look: PLAIN_LOOK,
  origins: [],
  createdAt: NOW,
  pausedAt: null,
  expiresAt: null,
  views: 12_345,
  lastViewedAt: NOW,
};
const shown = { origin: "https://nest.example", now: NOW, zone: "UTC" };

function person(role: Role): TeamActor {
  return { kind: "user", userId: "u", sessionId: "x", teamId: "t", role };
}

test.each<[Role, Publishers, boolean]>([
  ["owner", "members", true],
  ["member", "members", true],
  ["viewer", "members", false],
  ["admin", "admins", true],
  ["member", "admins", false],
  ["owner", "nobody", false],
])("a %s of a team whose %s publish is told so: %s", (role, publishers, may) => {
  const why = whyNotPublish(person(role), publishers);
  expect(why === null).toBe(may);
  if (why !== null) expect(why).toMatch(/^[A-Z].*\.$/);
});

test("the address of what is public is for those who may hand it on", () => {
  const of = (role: Role) => publishing(LINK, { actor: person(role), publishers: "members", ...shown });
  expect(of("member").link?.address).toBe("https://nest.example/s/tttttttttttttttttttttt");
  expect(of("viewer")).toMatchObject({ open: true, link: null });
  expect(JSON.stringify(of("viewer"))).not.toContain(LINK.token);
  expect(whyNotManage(person("viewer"))).not.toBeNull();
  expect(whyNotManage(person("member"))).toBeNull();
});

test("a link says whether it is live, how often it was seen, and where it leads", () => {
  expect(linkRow(LINK, shown)).toMatchObject({ state: "open", views: "12,345 views", href: "/stats/s1" });
  expect(linkRow({ ...LINK, views: 1, pausedAt: NOW }, shown)).toMatchObject({ state: "paused", views: "1 view" });
  const embed = { ...LINK, target: "chart" as const, targetId: "c", expiresAt: NOW, views: 0, lastViewedAt: null };
  const row = linkRow(embed, shown);
  expect(row).toMatchObject({ state: "expired", views: "no views yet", href: "/embeds/l", lastViewed: null });
  expect(row.address).toBe(`https://nest.example/embed/${LINK.token}`);
  expect(row.code).toContain("<iframe");
  expect(linkRow({ ...LINK, target: "dashboard", targetId: "d" }, shown).href).toBe("/dashboards/d");
});
