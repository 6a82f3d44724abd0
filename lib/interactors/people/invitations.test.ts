import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { sessionActor } from "@/lib/auth/session-token";
import type { Context } from "@/lib/context";
import type { Role } from "@/lib/domain/team";
import { passwordMatches } from "@/lib/interactors/accounts/password-hash";
import { purgeInvitations } from "@/lib/interactors/housekeeping/purge-invitations";
import { deleteTeam } from "@/lib/interactors/team/delete-team";
import { openStore, type Store } from "@/lib/store/engine/store";
import { findKeyOwner } from "@/lib/store/records/keys";
import { hashLink } from "@/lib/store/records/mailed-links";
import { asking, type Cast, castOf, joined, keyOf, type Person, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { acceptAsNew } from "./accept-as-new";
import { acceptInvitation } from "./accept-invitation";
import { declineInvitation } from "./decline-invitation";
import { findInvitation } from "./find-invitation";
import { invite } from "./invite";
import { listInvitations } from "./list-invitations";
import { listOwnInvitations } from "./list-own-invitations";
import { resendInvitation } from "./resend-invitation";
import { revokeInvitation } from "./revoke-invitation";

const NOW = "2026-05-04T12:00:00Z";
const clock = stoppedClock(NOW);
let store: Store;
let cast: Cast;
let alice: Context;
let bob: Context;
let charlie: Context;
let anyone: Context;

const stores: Store[] = [];
beforeEach(async () => {
  clock.set(NOW);
  store = openStore(await scratchDatabase());
  stores.push(store);
  cast = await castOf(store);
  [alice, bob, charlie] = [as(cast.alice), as(cast.bob), as(cast.charlie)];
  anyone = asking(store, clock, { kind: "anonymous" });
});
afterAll(() => Promise.all(stores.map((each) => each.close())));

const as = (person: Person) => asking(store, clock, person.actor);
const live = async (person: Person) => asking(store, clock, await sessionActor(store, person, new Date()));

/** What the mail does when it is sent: from here on the link with this token opens the invitation. */
async function mailed(id: string, token = `token of ${id}`): Promise<string> {
  await store.prisma.invitation.update({ where: { id }, data: { hash: hashLink(token) } });
  return token;
}

async function invited(email: string, role: Role = "member", ctx: Context = alice): Promise<string> {
  return mailed((await invite(ctx, { email, role })).id);
}

const rolesIn = async (person: Pick<Person, "userId">) => {
  const rows = await store.prisma.membership.findMany({ where: { userId: person.userId, teamId: cast.alice.teamId } });
  return rows.map(({ role }) => role);
};
const actions = async () =>
  (await store.prisma.auditEvent.findMany({ orderBy: { id: "asc" } })).map(({ action }) => action);

describe("inviting", () => {
  test("puts a mail in line that says who invites to what, and is good for seven days", async () => {
    const made = await invite(alice, { email: " Charlie@Example.com", role: "viewer" });
    expect(made).toMatchObject({ email: "charlie@example.com", role: "viewer", invitedBy: "alice@example.com" });
    expect(made.expiresAt).toEqual(new Date("2026-05-11T12:00:00Z"));
    expect(await store.prisma.mail.findMany()).toMatchObject([
      {
        kind: "invitation",
        recipient: "charlie@example.com",
        teamId: cast.alice.teamId,
        content: { invitationId: made.id, team: "alice@example.com's team", by: "alice@example.com", role: "viewer" },
      },
    ]);
    expect((await listInvitations(alice)).data).toEqual([made]);
    expect(await actions()).toEqual(["member.invited"]);
  });

  test.each<[Role | "manage" | "read", Role, string | null]>([
    ["owner", "owner", null],
    ["admin", "admin", null],
    ["admin", "owner", "forbidden"],
    ["manage", "admin", null],
    ["manage", "owner", "forbidden"],
    ["read", "viewer", "forbidden"],
    ["member", "viewer", "forbidden"],
    ["viewer", "viewer", "forbidden"],
  ])("by %s as %s is answered %s", async (who, role, code) => {
    const isKey = who === "manage" || who === "read";
    const key = isKey ? await findKeyOwner(store.pool, await keyOf(store, cast.alice, who), clock.now()) : null;
    const ctx =
      key === null
        ? as(await joined(store, "other@example.com", cast.alice.teamId, who as Role))
        : asking(store, clock, { ...key, kind: "key", keyKind: key.kind });
    const work = invite(ctx, { email: "new@example.com", role });
    if (code === null) expect(await work).toMatchObject({ role });
    else expect((await refusalOf(work)).code).toBe(code);
    expect(await store.prisma.mail.count()).toBe(code === null ? 1 : 0);
  });

  test.each([
    "a@b@example.com",
    "a＠example.com",
    '"a b"@example.com',
    "Bob <bob@example.com>",
    "a@example.com\r\nBcc: x",
  ])("%j is no address", async (email) => {
    const refusal = await refusalOf(invite(alice, { email, role: "member" }));
    expect(refusal).toMatchObject({ code: "invalid", more: { faults: [{ pointer: "#/email" }] } });
  });

  test("says nothing of accounts: only who is in the team already is told from others", async () => {
    expect((await refusalOf(invite(alice, { email: "bob@example.com", role: "viewer" }))).code).toBe("conflict");
    const [known, unknown] = [
      await invite(alice, { email: "charlie@example.com", role: "viewer" }),
      await invite(alice, { email: "nobody@example.com", role: "viewer" }),
    ];
    expect(Object.keys(known)).toEqual(Object.keys(unknown));
  });

  test("needs a proved address of one's own", async () => {
    await store.prisma.user.update({ where: { id: cast.alice.userId }, data: { verifiedEmail: null } });
    const refusal = await refusalOf(invite(alice, { email: "new@example.com", role: "viewer" }));
    expect(refusal).toMatchObject({ code: "forbidden" });
    expect(refusal.detail).toContain("confirm");
  });

  test("again renews: the role and seven days, one mail, and the link before opens nothing", async () => {
    const token = await invited("new@example.com", "admin");
    await store.prisma.mail.updateMany({ data: { state: "sent" } });
    clock.set("2026-05-06T12:00:00Z");
    const first = await invite(alice, { email: "new@example.com", role: "member" });
    const again = await invite(alice, { email: "new@example.com", role: "viewer" });
    expect(again).toMatchObject({ id: first.id, role: "viewer", expiresAt: new Date("2026-05-13T12:00:00Z") });
    expect(await findInvitation(anyone, { token })).toBeNull();
    expect(await store.prisma.mail.count({ where: { state: "waiting" } })).toBe(1);
    expect((await listInvitations(alice)).data).toHaveLength(1);
  });

  test("at once for one address makes one invitation", async () => {
    const tries = Array.from({ length: 8 }, () => invite(alice, { email: "new@example.com", role: "member" }));
    expect(new Set((await Promise.all(tries)).map(({ id }) => id)).size).toBe(1);
  });

  test("has its limits: 50 mails a day, and 100 open ones", async () => {
    const { teamId } = cast.alice;
    const at = { createdAt: clock.now(), nextAt: clock.now() };
    const mail = { kind: "invitation", state: "sent", recipient: "x@example.com", content: {}, teamId, ...at } as const;
    await store.prisma.mail.createMany({ data: Array.from({ length: 49 }, () => mail) });
    const { id } = await invite(alice, { email: "last@example.com", role: "viewer" });
    await store.prisma.mail.updateMany({ data: { state: "sent" } });
    const limited = { code: "limited", more: { retryAfterSeconds: 86_400 } };
    expect(await refusalOf(invite(alice, { email: "more@example.com", role: "viewer" }))).toMatchObject(limited);
    expect(await refusalOf(resendInvitation(alice, { id }))).toMatchObject(limited);
    await invite(charlie, { email: "more@example.com", role: "viewer" });
    clock.set("2026-05-05T12:00:01Z");
    const open = Array.from({ length: 99 }, (_, n) => ({
      teamId,
      email: `p${n}@example.com`,
      role: "viewer" as const,
    }));
    const expiresAt = new Date("2026-05-12T12:00:00Z");
    await store.prisma.invitation.createMany({ data: open.map((one) => ({ ...one, invitedBy: "x", expiresAt })) });
    expect((await refusalOf(invite(alice, { email: "more@example.com", role: "viewer" }))).detail).toContain(
      "100 open",
    );
    await invite(charlie, { email: "others@example.com", role: "viewer" });
    clock.set("2026-05-11T12:00:01Z");
    await invite(alice, { email: "more@example.com", role: "viewer" });
  });

  test("is sent again and taken back by admins of the team, and an owner's by owners only", async () => {
    const admin = as(await joined(store, "admin@example.com", cast.alice.teamId, "admin"));
    const token = await invited("owner@example.com", "owner");
    const id = (await listInvitations(admin)).data[0]?.id ?? "";
    for (const work of [
      () => resendInvitation(admin, { id }),
      () => revokeInvitation(admin, { id }),
      () => invite(admin, { email: "owner@example.com", role: "viewer" }),
      () => revokeInvitation(bob, { id }),
      () => listInvitations(bob),
    ]) {
      expect((await refusalOf(work())).code).toBe("forbidden");
    }
    for (const work of [() => resendInvitation(charlie, { id }), () => revokeInvitation(charlie, { id: "x" })]) {
      expect(await refusalOf(work())).toMatchObject({ code: "not_found", detail: "there is no such invitation" });
    }
    expect(await findInvitation(anyone, { token })).toMatchObject({ role: "owner" });
    clock.set("2026-05-10T12:00:00Z");
    expect((await resendInvitation(alice, { id })).expiresAt).toEqual(new Date("2026-05-17T12:00:00Z"));
    expect(await findInvitation(anyone, { token })).toBeNull();
    const fresh = await mailed(id, "fresh");
    await revokeInvitation(alice, { id });
    expect(await findInvitation(anyone, { token: fresh })).toBeNull();
    expect((await refusalOf(revokeInvitation(alice, { id }))).code).toBe("not_found");
    expect(await actions()).toEqual(["member.invited", "member.invitation_resent", "member.invitation_revoked"]);
  });
});

describe("accepting", () => {
  test("puts the person into the team in the role that was given, and their session works there", async () => {
    const token = await invited("charlie@example.com", "viewer");
    expect(await findInvitation(charlie, { token })).toMatchObject({
      team: "alice@example.com's team",
      invitedBy: "alice@example.com",
      role: "viewer",
      standing: "theirs",
    });
    await acceptInvitation(charlie, { token });
    expect(await rolesIn(cast.charlie)).toEqual(["viewer"]);
    expect((await live(cast.charlie)).actor).toMatchObject({ teamId: cast.alice.teamId, role: "viewer" });
    expect(await listInvitations(alice)).toEqual({ data: [], next: null });
    expect(await actions()).toEqual(["member.invited", "member.joined"]);
  });

  test("of 50 at once one succeeds", async () => {
    const token = await invited("charlie@example.com");
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => acceptInvitation(charlie, { token })));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await rolesIn(cast.charlie)).toEqual(["member"]);
    expect(await store.prisma.auditEvent.count({ where: { action: "member.joined" } })).toBe(1);
  });

  test("happens once", async () => {
    const token = await invited("charlie@example.com");
    await acceptInvitation(charlie, { token });
    await store.prisma.membership.deleteMany({ where: { userId: cast.charlie.userId, teamId: cast.alice.teamId } });
    expect((await refusalOf(acceptInvitation(charlie, { token }))).code).toBe("not_found");
    expect(await rolesIn(cast.charlie)).toEqual([]);
  });

  test("as somebody else is refused, and the invitation stays", async () => {
    const token = await invited("new@example.com");
    expect(await findInvitation(charlie, { token })).toMatchObject({
      standing: "anothers",
      signedInAs: "charlie@example.com",
    });
    const refusal = await refusalOf(acceptInvitation(charlie, { token }));
    expect(refusal).toMatchObject({ code: "forbidden" });
    expect(refusal.detail).toContain("new@example.com");
    expect(await rolesIn(cast.charlie)).toEqual([]);
    expect(await findInvitation(anyone, { token })).toMatchObject({ standing: "new", signedInAs: null });
  });

  test("takes no role from the request", async () => {
    const token = await invited("charlie@example.com", "viewer");
    const edited = { token, role: "owner", teamId: cast.charlie.teamId } as never;
    expect((await refusalOf(acceptInvitation(charlie, edited))).code).toBe("invalid");
    const asNew = { token: await invited("new@example.com", "viewer"), password: "seven quiet eagles", role: "owner" };
    expect((await refusalOf(acceptAsNew(anyone, asNew as never))).code).toBe("invalid");
    await acceptInvitation(charlie, { token });
    expect(await rolesIn(cast.charlie)).toEqual(["viewer"]);
  });

  test.each<[string, (token: string) => Promise<unknown>]>([
    ["expired", async () => clock.set("2026-05-11T12:00:00Z")],
    ["mistyped", async () => store.prisma.invitation.updateMany({ data: { hash: hashLink("another") } })],
    ["not mailed", async () => store.prisma.invitation.updateMany({ data: { hash: null } })],
    ["revoked", async () => revokeInvitation(alice, { id: (await listInvitations(alice)).data[0]?.id ?? "" })],
    ["used", async (token) => acceptInvitation(charlie, { token })],
    ["declined", async (token) => declineInvitation(anyone, { token })],
    ["of a team that was deleted", async () => deleteTeam(alice, { name: "alice@example.com's team" })],
  ])("one that is %s cannot be, and looks like any other", async (_, spoil) => {
    const token = await invited("charlie@example.com");
    await spoil(token);
    expect(await findInvitation(charlie, { token })).toBeNull();
    const tries = [
      acceptInvitation(charlie, { token }),
      acceptAsNew(anyone, { token, password: "seven quiet eagles" }),
      declineInvitation(charlie, { token }),
    ];
    for (const refusal of await Promise.all(tries.map(refusalOf))) {
      expect(refusal).toMatchObject({ code: "not_found", detail: expect.stringMatching(/^This invitation was used/) });
    }
  });

  test("proves the address to an account that claims it, unless another has proved it", async () => {
    await store.prisma.user.update({ where: { id: cast.charlie.userId }, data: { verifiedEmail: null } });
    await acceptInvitation(charlie, { token: await invited("charlie@example.com") });
    const proved = await store.prisma.user.findUniqueOrThrow({ where: { id: cast.charlie.userId } });
    expect(proved.verifiedEmail).toBe("charlie@example.com");
    expect(await actions()).toContain("account.email_verified");
    const { id } = await store.prisma.user.create({ data: { email: "charlie@example.com" } });
    const claimant = asking(store, clock, { kind: "person", userId: id, sessionId: cast.charlie.sessionId });
    await store.prisma.membership.deleteMany({ where: { userId: cast.charlie.userId, teamId: cast.alice.teamId } });
    const token = await invited("charlie@example.com");
    expect(await findInvitation(claimant, { token })).toMatchObject({ standing: "anothers" });
    expect((await refusalOf(acceptInvitation(claimant, { token }))).code).toBe("forbidden");
    expect(await rolesIn({ userId: id })).toEqual([]);
  });

  test("by its id is for somebody who has proved the address, and finds the team in their own list", async () => {
    const { id } = await invite(alice, { email: "charlie@example.com", role: "member" });
    expect(await listOwnInvitations(charlie)).toMatchObject([{ id, team: "alice@example.com's team", role: "member" }]);
    expect(await listOwnInvitations(bob)).toEqual([]);
    expect((await refusalOf(acceptInvitation(bob, { id }))).code).toBe("not_found");
    expect((await refusalOf(declineInvitation(bob, { id }))).code).toBe("not_found");
    await store.prisma.user.update({ where: { id: cast.charlie.userId }, data: { verifiedEmail: null } });
    expect(await listOwnInvitations(charlie)).toEqual([]);
    expect((await refusalOf(acceptInvitation(charlie, { id }))).code).toBe("not_found");
    await store.prisma.user.update({
      where: { id: cast.charlie.userId },
      data: { verifiedEmail: "charlie@example.com" },
    });
    await acceptInvitation(charlie, { id });
    expect(await rolesIn(cast.charlie)).toEqual(["member"]);
  });

  test("keeps the role of somebody who is in the team by now", async () => {
    const token = await invited("charlie@example.com", "admin");
    const { userId } = cast.charlie;
    await store.prisma.membership.create({ data: { userId, teamId: cast.alice.teamId, role: "viewer" } });
    await acceptInvitation(charlie, { token });
    expect(await rolesIn(cast.charlie)).toEqual(["viewer"]);
  });
});

describe("accepting without an account", () => {
  test("makes one that has proved its address, and is in this team alone", async () => {
    const token = await invited("new@example.com", "admin");
    const made = await acceptAsNew(anyone, { token, password: "seven quiet eagles" });
    const user = await store.prisma.user.findUniqueOrThrow({
      where: { id: made.userId },
      include: { memberships: true },
    });
    expect(user).toMatchObject({ email: "new@example.com", verifiedEmail: "new@example.com" });
    expect(await passwordMatches(user.passwordHash, "seven quiet eagles")).toBe(true);
    expect(user.memberships).toMatchObject([{ teamId: cast.alice.teamId, role: "admin" }]);
    const events = await store.prisma.auditEvent.findMany({ where: { userId: made.userId }, orderBy: { id: "asc" } });
    expect(events.map(({ action, actorName }) => [action, actorName])).toEqual([
      ["account.made", "new@example.com"],
      ["member.joined", "new@example.com"],
    ]);
  });

  test("of many at once one makes an account", async () => {
    const token = await invited("new@example.com");
    const tries = Array.from({ length: 8 }, () => acceptAsNew(anyone, { token, password: "seven quiet eagles" }));
    expect((await Promise.allSettled(tries)).filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await store.prisma.user.count({ where: { email: "new@example.com" } })).toBe(1);
  });

  test("keeps to the rules of passwords, and keeps the invitation when one is broken", async () => {
    const token = await invited("new@example.com");
    for (const password of ["short", "new@example.com", "password"]) {
      const refusal = await refusalOf(acceptAsNew(anyone, { token, password }));
      expect(refusal.more.faults).toMatchObject([{ pointer: "#/password" }]);
    }
    expect(await findInvitation(anyone, { token })).not.toBeNull();
  });

  test("is not for an address that an account has proved, nor for somebody who is signed in", async () => {
    const token = await invited("charlie@example.com");
    expect(await findInvitation(anyone, { token })).toMatchObject({ standing: "has_account" });
    const password = "seven quiet eagles";
    expect((await refusalOf(acceptAsNew(anyone, { token, password }))).code).toBe("conflict");
    expect((await refusalOf(acceptAsNew(bob, { token, password }))).code).toBe("conflict");
    expect(await findInvitation(anyone, { token })).not.toBeNull();
  });
});

test("who declines is not in the team, and the team's log says so", async () => {
  const token = await invited("charlie@example.com");
  await declineInvitation(charlie, { token });
  expect(await rolesIn(cast.charlie)).toEqual([]);
  const events = await store.prisma.auditEvent.findMany({ where: { action: "member.invitation_revoked" } });
  expect(events).toMatchObject([
    { actorName: "charlie@example.com", teamId: cast.alice.teamId, detail: { declined: true } },
  ]);
});

test("no row holds a token, and invitations are forgotten 30 days after they expired", async () => {
  const token = await invited("charlie@example.com");
  const { rows } = await store.pool.query("SELECT i::text AS i, m::text AS m FROM invitation i, mail m");
  expect(JSON.stringify(rows)).not.toContain(token);
  const job = asking(store, clock, { kind: "job", name: "test" });
  clock.set("2026-06-10T12:00:00Z");
  expect(await purgeInvitations(job)).toBe(0);
  clock.set("2026-06-10T12:00:01Z");
  expect(await purgeInvitations(job)).toBe(1);
  expect((await refusalOf(purgeInvitations(alice))).code).toBe("forbidden");
});
