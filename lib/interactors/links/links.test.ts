import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import type { PublicLink, Publishers } from "@/lib/domain/public-link";
import { createDashboard } from "@/lib/interactors/dashboards/create-dashboard";
import { shareStat } from "@/lib/interactors/shares/share-stat";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { getStat } from "@/lib/interactors/stats/get-stat";
import { mergeStat } from "@/lib/interactors/stats/merge-stat";
import { restoreStat } from "@/lib/interactors/stats/restore-stat";
import { trashStat } from "@/lib/interactors/stats/trash-stat";
import { updateStat } from "@/lib/interactors/stats/update-stat";
import { updateTeam } from "@/lib/interactors/team/update-team";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking, type Cast, castOf, joined, putMinute, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { changeLink } from "./change-link";
import { countViews, writeViews } from "./count-views";
import { getLink } from "./get-link";
import { listLinks } from "./list-links";
import { makeEmbed } from "./make-embed";
import { pauseLink } from "./pause-link";
import { publishDashboard } from "./publish-dashboard";
import { publishStat } from "./publish-stat";
import { readPublicChart } from "./read-public-chart";
import { readPublicDashboard } from "./read-public-dashboard";
import { readPublicStat } from "./read-public-stat";
import { readPublicStats } from "./read-public-stats";
import { REMEMBERED_MS } from "./recent";
import { resumeLink } from "./resume-link";
import { revokeLink } from "./revoke-link";
import { isTicket, newTicket } from "./ticket";

const NOW = "2026-05-04T12:00:00.000Z";
const MISSING = "01a2076f-251d-7390-9d6d-01d8f1eab266";
const BLOG = "https://blog.example.com";
const clock = stoppedClock(NOW);
let store: Store;
let cast: Cast;
let alice: Context;
let bob: Context;
let charlie: Context;

beforeAll(async () => {
  process.env.NEXTAUTH_SECRET = "a secret for tests, long enough";
  store = openStore(await scratchDatabase());
  cast = await castOf(store);
  alice = asking(store, clock, cast.alice.actor);
  bob = asking(store, clock, cast.bob.actor);
  charlie = asking(store, clock, cast.charlie.actor);
});
beforeEach(async () => {
  clock.set(NOW);
  await store.prisma.publicLink.deleteMany();
  await store.prisma.chart.deleteMany();
  await store.prisma.stat.deleteMany();
  await store.prisma.auditEvent.deleteMany();
  await store.prisma.team.updateMany({ data: { publishers: "members", deletedAt: null } });
});
afterAll(() => store.close());

const make = (name = "signups", ctx = alice) => createStat(ctx, { name, kind: "counter" });
const embed = async (ctx = alice, more: Partial<Parameters<typeof makeEmbed>[1]> = {}) =>
  makeEmbed(ctx, { stats: [{ id: (await make("shown", ctx)).id }], ...more });
const read = (link: Pick<PublicLink, "token">, origin: string | null = null, ticket?: string | null) =>
  readPublicChart({ store, clock }, { token: link.token, origin, ticket });
const closedOf = async (link: Pick<PublicLink, "token">, origin?: string | null) => (await read(link, origin)).closed;
const statPage = async (link: Pick<PublicLink, "token">) =>
  (await readPublicStat({ store, clock }, { token: link.token })).closed;
const wait = (ms: number) => clock.set(new Date(clock.now().getTime() + ms));
const isPublic = async (id: string) => (await getStat(alice, { id })).public;
const audited = async () =>
  (await store.prisma.auditEvent.findMany({ where: { action: { startsWith: "link." } }, orderBy: { id: "asc" } })).map(
    ({ action, subjectName, detail }) => ({ action, subjectName, detail }),
  );
const letPublish = (publishers: Publishers) => updateTeam(alice, { publishers });
const keyOf = (keyKind: "ingest" | "read" | "manage") =>
  asking(store, clock, { kind: "key", keyId: MISSING, keyKind, teamId: cast.alice.teamId, userId: null });

describe("an embed", () => {
  test("shows its chart to anybody who has its token, without the keys of its stats", async () => {
    const stat = await make();
    await putMinute(store, stat.seriesId, "2026-05-04T11:30:00Z", [3, 4]);
    const link = await makeEmbed(bob, { stats: [{ id: stat.id }], title: "Ours", spec: { range: { preset: "day" } } });
    expect(link).toMatchObject({ target: "chart", name: "Ours", origins: [], views: 0, pausedAt: null });
    expect(link.token).toMatch(/^[0-9A-Za-z]{22}$/);
    const opened = await read(link);
    if (opened.closed !== null) throw new Error(opened.closed);
    expect(opened.chart.title).toBe("Ours");
    expect(opened.chart.series[0]?.points.reduce((sum, { v }) => sum + (v ?? 0), 0)).toBe(7);
    expect(opened.chart.series[0]?.stat.classicKey).toBeNull();
    expect(opened.ticket).toBeNull();
    expect((await read(link)) as object).toMatchObject({ chart: opened.chart });
  });

  test("has another token each time", async () => {
    const stat = await make();
    const tokens = new Set<string>();
    for (let made = 0; made < 5; made++) tokens.add((await makeEmbed(alice, { stats: [{ id: stat.id }] })).token);
    expect(tokens.size).toBe(5);
  });

  test("is only of one's own stats: what another team shares is refused, what it does not is missing", async () => {
    const theirs = await make("theirs", charlie);
    const refused = () => refusalOf(makeEmbed(alice, { stats: [{ id: theirs.id }] }));
    const missing = await refusalOf(makeEmbed(alice, { stats: [{ id: "nosuch" }] }));
    expect(await refused()).toEqual(missing);
    expect(missing.code).toBe("not_found");
    await shareStat(charlie, { statId: theirs.id, teamId: cast.alice.teamId });
    expect((await refused()).code).toBe("forbidden");
    expect((await refusalOf(publishStat(alice, { statId: theirs.id }))).code).toBe("forbidden");
    expect(await store.prisma.chart.count()).toBe(0);
  });

  test("is refused with words about what cannot be", async () => {
    const stats = [{ id: (await make()).id }];
    const cases: [Partial<Parameters<typeof makeEmbed>[1]>, string, string][] = [
      [{ origins: ["https://a.example", "nonsense"] }, "invalid", "#/origins/1"],
      [{ origins: ["https://a.example; script-src *"] }, "invalid", "#/origins/0"],
      [{ look: { width: 5 } }, "invalid", "#/look/width"],
      [{ expiresAt: "yesterday" }, "invalid", "#/expiresAt"],
      [{ expiresAt: "2026-05-04T12:00:00Z" }, "unprocessable", "#/expiresAt"],
      [{ spec: { range: { from: "-10y", to: "now" }, step: "1m" } }, "invalid", "#/spec/step"],
    ];
    for (const [more, code, pointer] of cases) {
      const refusal = await refusalOf(makeEmbed(alice, { stats, ...more }));
      expect([refusal.code, refusal.more.faults?.[0]?.pointer]).toEqual([code, pointer]);
    }
  });

  test("shows nothing while its stats are in the trash, all of them, and follows a merge", async () => {
    const [a, b] = [await make("a"), await make("b")];
    const link = await makeEmbed(alice, { stats: [{ id: a.id }] });
    await trashStat(alice, { id: a.id });
    expect(await closedOf(link)).toBe("empty");
    wait(REMEMBERED_MS);
    await restoreStat(alice, { id: a.id });
    expect(await closedOf(link)).toBeNull();
    wait(REMEMBERED_MS);
    await mergeStat(alice, { id: a.id, into: b.id });
    expect(await read(link)).toMatchObject({ chart: { series: [{ stat: { id: b.id } }] } });
    expect((await listLinks(alice))[0]?.name).toBe("b");
  });
});

describe("a lock", () => {
  test("lets the pages in that it names, and ours, and nobody else", async () => {
    const link = await embed(alice, { origins: [`${BLOG}/`, "https://*.example.org", BLOG] });
    expect(link.origins).toEqual([BLOG, "https://*.example.org"]);
    const answers: [string | null, string | null][] = [
      [BLOG, null],
      ["https://a.example.org", null],
      ["https://a.b.example.org", null],
      ["http://localhost:3000", null],
      ["https://example.org", "locked"],
      ["https://evilexample.org", "locked"],
      ["http://blog.example.com", "locked"],
      [`${BLOG}.evil.com`, "locked"],
      [null, "locked"],
    ];
    for (const [origin, closed] of answers) expect([origin, await closedOf(link, origin)]).toEqual([origin, closed]);
    const framed = await readPublicChart({ store, clock }, { token: link.token, origin: null, framed: true });
    expect(framed.closed).toBeNull();
    const elsewhere = { token: link.token, origin: "https://evil.com", framed: true };
    expect((await readPublicChart({ store, clock }, elsewhere)).closed).toBe("locked");
  });

  test("gives who was let in a ticket that lasts a few minutes, for this lock only", async () => {
    const link = await embed(alice, { origins: [BLOG] });
    const opened = await read(link, BLOG);
    const ticket = "ticket" in opened ? opened.ticket : null;
    expect((await read(link, null, ticket)).closed).toBeNull();
    const other = await makeEmbed(alice, { stats: [{ id: (await make("other")).id }], origins: [BLOG] });
    expect((await read(other, null, ticket)).closed).toBe("locked");
    for (const forged of ["", "x", "x.y", `${ticket}x`, `zzzzzzzzzz.${ticket?.split(".")[1]}`]) {
      expect((await read(link, null, forged)).closed).toBe("locked");
    }
    expect(isTicket(newTicket(link, clock.now()), { ...link, origins: [] }, clock.now())).toBe(false);
    wait(5 * 60_000);
    expect((await read(link, null, ticket)).closed).toBe("locked");
  });
});

describe("a link closes", () => {
  test("at the very moment at which it expires", async () => {
    const link = await embed(alice, { expiresAt: "2026-05-04T12:10:00Z" });
    clock.set("2026-05-04T12:09:59.999Z");
    expect(await closedOf(link)).toBeNull();
    clock.set("2026-05-04T12:10:00Z");
    expect(await closedOf(link)).toBe("expired");
  });

  test("while it is paused, and opens again when it is resumed, here at once", async () => {
    const link = await embed();
    expect(await closedOf(link)).toBeNull();
    expect(await pauseLink(bob, { id: link.id })).toMatchObject({ pausedAt: clock.now() });
    expect(await closedOf(link)).toBe("paused");
    await pauseLink(bob, { id: link.id });
    expect(await resumeLink(bob, { id: link.id })).toMatchObject({ pausedAt: null, token: link.token });
    expect(await closedOf(link)).toBeNull();
    expect((await audited()).map(({ action }) => action)).toEqual(["link.made", "link.paused", "link.resumed"]);
  });

  test("for ever when it is revoked, with the chart that it showed", async () => {
    const link = await embed();
    await read(link);
    await revokeLink(bob, { id: link.id });
    expect(await closedOf(link)).toBe("missing");
    expect(await store.prisma.chart.count()).toBe(0);
    expect((await refusalOf(revokeLink(bob, { id: link.id }))).code).toBe("not_found");
  });

  test("in another process within two seconds", async () => {
    const link = await embed();
    await read(link);
    await store.prisma.publicLink.delete({ where: { id: link.id } });
    wait(REMEMBERED_MS - 1);
    expect(await closedOf(link)).toBeNull();
    wait(1);
    expect(await closedOf(link)).toBe("missing");
  });

  test("with its team", async () => {
    const link = await embed();
    await store.prisma.team.update({ where: { id: cast.alice.teamId }, data: { deletedAt: clock.now() } });
    expect(await closedOf(link)).toBe("missing");
  });

  test("when it is for something else, is no token, or is nobody's", async () => {
    const page = await publishStat(alice, { statId: (await make()).id });
    for (const token of [page.token, "", "x", "../../x", "0".repeat(22), "0".repeat(500)]) {
      expect(await closedOf({ token })).toBe("missing");
    }
    expect(await statPage(await embed())).toBe("missing");
  });
});

describe("who may publish", () => {
  test("is what the team's switch says, and a viewer and a key that reads never", async () => {
    const viewer = asking(store, clock, (await joined(store, "v@example.com", cast.alice.teamId, "viewer")).actor);
    const { id } = await make();
    const made = (ctx: Context) => makeEmbed(ctx, { stats: [{ id }] });
    const dashboard = await createDashboard(alice, { name: "wall" });
    const link = await made(alice);
    await pauseLink(alice, { id: link.id });
    const refused: Record<Publishers, Context[]> = {
      members: [viewer, keyOf("read"), keyOf("ingest")],
      admins: [viewer, keyOf("read"), bob],
      nobody: [viewer, alice, bob, keyOf("manage")],
    };
    for (const [publishers, who] of Object.entries(refused) as [Publishers, Context[]][]) {
      await letPublish(publishers);
      for (const ctx of who) {
        const acts = [
          () => made(ctx),
          () => publishStat(ctx, { statId: id }),
          () => publishDashboard(ctx, { dashboardId: dashboard.id }),
          () => resumeLink(ctx, { id: link.id }),
          () => updateStat(ctx, { id, public: true }),
          () => createStat(ctx, { name: "new", kind: "value", public: true }),
        ];
        for (const act of acts) expect((await refusalOf(act())).code).toBe("forbidden");
      }
    }
    expect(await isPublic(id)).toBe(false);
    await letPublish("admins");
    for (const ctx of [alice, keyOf("manage")]) await made(ctx);
    expect((await refusalOf(made(asking(store, clock, { kind: "anonymous" })))).code).toBe("unauthenticated");
  });

  test("does not keep members from taking back what is public", async () => {
    const link = await embed();
    await letPublish("nobody");
    await pauseLink(bob, { id: link.id });
    await changeLink(bob, { id: link.id, origins: [BLOG] });
    await revokeLink(bob, { id: link.id });
  });
});

describe("a link of another team", () => {
  test("is like a missing one, whatever is done with it", async () => {
    const link = await embed();
    const acts: ((id: string) => Promise<unknown>)[] = [
      (id) => getLink(charlie, { id }),
      (id) => pauseLink(charlie, { id }),
      (id) => resumeLink(charlie, { id }),
      (id) => revokeLink(charlie, { id }),
      (id) => changeLink(charlie, { id, title: "mine" }),
    ];
    for (const act of acts) {
      const foreign = await refusalOf(act(link.id));
      expect(foreign.code).toBe("not_found");
      for (const id of [MISSING, "nonsense"]) expect(await refusalOf(act(id))).toEqual(foreign);
    }
    expect(await listLinks(charlie)).toEqual([]);
    const dashboard = await createDashboard(alice, { name: "wall" });
    const foreign = await refusalOf(publishDashboard(charlie, { dashboardId: dashboard.id }));
    expect(foreign).toEqual(await refusalOf(publishDashboard(charlie, { dashboardId: MISSING })));
  });
});

describe("a change of a link", () => {
  test("is of what is named, and is written down without the token", async () => {
    const link = await embed(alice, { title: "Before", look: { theme: "dark", height: 300 } });
    const changed = await changeLink(bob, { id: link.id, title: "After", look: { height: 200 }, origins: [BLOG] });
    expect(changed).toMatchObject({ name: "After", token: link.token, origins: [BLOG] });
    expect(changed.look).toEqual({ ...link.look, height: 200 });
    expect((await getLink(alice, { id: link.id })).chart?.stats).toHaveLength(1);
    await changeLink(bob, { id: link.id, title: "After" });
    const told = await audited();
    expect(told.at(-1)).toEqual({
      action: "link.changed",
      subjectName: "After",
      detail: { opens: "chart", changed: ["title", "look", "origins"] },
    });
    expect(told).toHaveLength(2);
    expect(JSON.stringify(told)).not.toContain(link.token);
  });

  test("keeps a stat that is in the trash, and shows other stats only if they may be published", async () => {
    const [a, b] = [await make("a"), await make("b")];
    const link = await makeEmbed(alice, { stats: [{ id: a.id }, { id: b.id }] });
    await trashStat(alice, { id: a.id });
    await changeLink(alice, { id: link.id, title: "x" });
    await restoreStat(alice, { id: a.id });
    expect((await getLink(alice, { id: link.id })).chart?.stats.map(({ id }) => id)).toEqual([a.id, b.id]);
    await letPublish("admins");
    expect((await refusalOf(changeLink(bob, { id: link.id, stats: [{ id: b.id }] }))).code).toBe("forbidden");
    await changeLink(alice, { id: link.id, stats: [{ id: b.id, axis: "right" }] });
    expect((await getLink(alice, { id: link.id })).chart?.stats).toEqual([{ id: b.id, axis: "right" }]);
  });

  test("of a public page is of its expiry and its lock", async () => {
    const link = await publishStat(alice, { statId: (await make()).id });
    const refusal = await refusalOf(changeLink(alice, { id: link.id, title: "x" }));
    expect([refusal.code, refusal.more.faults?.[0]?.pointer]).toEqual(["unprocessable", "#/title"]);
    const changed = await changeLink(alice, { id: link.id, expiresAt: "2026-05-04T12:10:00Z" });
    expect(changed.expiresAt).toEqual(new Date("2026-05-04T12:10:00Z"));
    clock.set("2026-05-04T13:00:00Z");
    await changeLink(alice, { id: link.id, expiresAt: "2026-05-04T12:10:00Z" });
    expect((await changeLink(alice, { id: link.id, expiresAt: null })).expiresAt).toBeNull();
  });
});

describe("a public stat", () => {
  test("is one that has an open link, whichever way it came to it", async () => {
    const { id } = await make();
    const link = await publishStat(bob, { statId: id });
    expect(link).toMatchObject({ target: "stat", targetId: id, name: "signups" });
    expect([await isPublic(id), await statPage(link)]).toEqual([true, null]);
    expect(await publishStat(alice, { statId: id })).toEqual(link);
    await pauseLink(bob, { id: link.id });
    expect([await isPublic(id), await statPage(link)]).toEqual([false, "paused"]);
    expect(await updateStat(bob, { id, public: true })).toMatchObject({ public: true });
    wait(REMEMBERED_MS);
    expect(await statPage(link)).toBeNull();
    await updateStat(bob, { id, public: false });
    expect([await isPublic(id), await listLinks(alice)]).toEqual([false, []]);
    const made = await createStat(bob, { name: "born public", kind: "value", public: true });
    const [again] = await listLinks(alice);
    expect([made.public, again?.targetId]).toEqual([true, made.id]);
    await revokeLink(bob, { id: again?.id ?? "" });
    expect(await isPublic(made.id)).toBe(false);
  });

  test("has one link, however many publish, pause and revoke it at a time", async () => {
    const { id } = await make();
    const published = await Promise.all(Array.from({ length: 4 }, () => publishStat(alice, { statId: id })));
    expect(new Set(published.map(({ token }) => token)).size).toBe(1);
    const link = published[0] as PublicLink;
    const acts = [
      () => pauseLink(bob, { id: link.id }),
      () => updateStat(alice, { id, public: true }),
      () => updateStat(bob, { id, public: false }),
      () => revokeLink(alice, { id: link.id }),
      () => publishStat(bob, { statId: id }),
    ];
    await Promise.allSettled([...acts, ...acts].map((act) => act()));
    const links = await listLinks(alice);
    expect(links.length).toBeLessThan(2);
    expect(await isPublic(id)).toBe(links[0] !== undefined && links[0].pausedAt === null);
  });

  test("is published anew by the link that expired", async () => {
    const { id } = await make();
    const link = await publishStat(alice, { statId: id });
    await changeLink(alice, { id: link.id, expiresAt: "2026-05-04T12:10:00Z" });
    clock.set("2026-05-04T13:00:00Z");
    expect(await statPage(link)).toBe("expired");
    expect(await publishStat(alice, { statId: id })).toMatchObject({ id: link.id, expiresAt: null });
    expect(await statPage(link)).toBeNull();
  });

  test("is read by its token and by its id, without its key; one that is not public is missing", async () => {
    const [open, shut] = [await make("open"), await make("shut")];
    const link = await publishStat(alice, { statId: open.id });
    for (const input of [{ token: link.token }, { statId: open.id }]) {
      const page = await readPublicStat({ store, clock }, input);
      expect(page).toMatchObject({ closed: null, stat: { id: open.id, classicKey: null }, zone: "UTC" });
    }
    for (const statId of [shut.id, "nosuch"]) {
      expect(await readPublicStat({ store, clock }, { statId })).toEqual({ closed: "missing" });
    }
    const both = (ids: string[]) => readPublicStats({ store, clock }, { ids, place: { origin: null } });
    expect(await both([open.id, shut.id])).toEqual({ closed: "missing" });
    expect(await both([open.id])).toMatchObject({ closed: null, chart: { series: [{ stat: { name: "open" } }] } });
    await trashStat(alice, { id: open.id });
    expect(await statPage(link)).toBe("empty");
  });

  test("is shown by the link of what was merged into it, and by no merge made public", async () => {
    const [from, into] = [await make("from"), await make("into")];
    const link = await publishStat(alice, { statId: from.id });
    await mergeStat(alice, { id: from.id, into: into.id });
    expect([await isPublic(into.id), await statPage(link)]).toEqual([false, "empty"]);
    await publishStat(alice, { statId: into.id });
    expect(await readPublicStat({ store, clock }, { token: link.token })).toMatchObject({ stat: { id: into.id } });
  });
});

describe("a public dashboard", () => {
  test("is opened by one link, and gone with it", async () => {
    const dashboard = await createDashboard(alice, { name: "wall" });
    const link = await publishDashboard(bob, { dashboardId: dashboard.id });
    expect(link).toMatchObject({ target: "dashboard", targetId: dashboard.id, name: "wall" });
    expect(await publishDashboard(alice, { dashboardId: dashboard.id })).toEqual(link);
    const shown = () => readPublicDashboard({ store, clock }, { token: link.token });
    expect(await shown()).toMatchObject({ closed: null, dashboard: { name: "wall" }, cards: [] });
    await revokeLink(bob, { id: link.id });
    expect(await shown()).toEqual({ closed: "missing" });
  });
});

describe("links", () => {
  test("are a thousand at the most", async () => {
    const { id, teamId } = await make();
    const charts = Array.from({ length: 1_000 }, () => ({ teamId, use: "embed" as const, spec: {} }));
    const made = await store.prisma.chart.createManyAndReturn({ data: charts, select: { id: true } });
    const links = made.map((chart, index) => ({
      teamId,
      target: "chart" as const,
      chartId: chart.id,
      token: `t${index}`,
    }));
    await store.prisma.publicLink.createMany({ data: links });
    expect(await refusalOf(publishStat(alice, { statId: id }))).toMatchObject({ code: "limited" });
    expect(await isPublic(id)).toBe(false);
    await store.prisma.publicLink.deleteMany({ where: { token: "t0" } });
    await publishStat(alice, { statId: id });
  });

  test("are listed newest first, for everybody who reads the team", async () => {
    await embed(alice, { title: "first" });
    wait(1_000);
    await publishStat(alice, { statId: (await make("second")).id });
    for (const ctx of [alice, bob, keyOf("read")]) {
      expect((await listLinks(ctx)).map(({ name }) => name)).toEqual(["second", "first"]);
    }
    expect((await refusalOf(listLinks(keyOf("ingest")))).code).toBe("forbidden");
  });

  test("know how often they were viewed and when last, once that is written", async () => {
    const link = await embed();
    countViews({ store, clock }, link);
    wait(5_000);
    countViews({ store, clock }, link);
    countViews({ store, clock }, { id: MISSING });
    await writeViews(store);
    await writeViews(store);
    expect(await listLinks(alice)).toMatchObject([{ views: 2, lastViewedAt: clock.now() }]);
  });
});
