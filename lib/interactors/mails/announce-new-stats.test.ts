import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import type { MailContent } from "@/lib/domain/mail";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { trashStat } from "@/lib/interactors/stats/trash-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { insertStat } from "@/lib/store/records/stats";
import { asking, type Cast, castOf, joined, stoppedClock } from "@/lib/testing/cast";
import { scratchDatabase } from "@/lib/testing/scratch";
import { announceNewStats } from "./announce-new-stats";

const NOW = "2026-11-23T14:32:00.000Z";
const clock = stoppedClock(NOW);
let url: string;
let store: Store;
let cast: Cast;
let job: Context;

beforeAll(async () => {
  process.env.STATNEST_LOG_LEVEL = "silent";
  url = await scratchDatabase();
  store = openStore(url);
  cast = await castOf(store);
  job = asking(store, clock, { kind: "job", name: "announce new stats" });
});
beforeEach(async () => {
  clock.set(NOW);
  await store.prisma.mail.deleteMany();
  await store.prisma.stat.deleteMany();
  await store.prisma.team.updateMany({ data: { statsToldAt: clock.now() } });
});
afterAll(() => store.close());

function later(seconds: number): void {
  clock.set(new Date(clock.now().getTime() + seconds * 1_000));
}

/** A stat that came into being by its first number. */
async function arrives(name: string, teamId = cast.alice.teamId) {
  later(1);
  const stat = await insertStat(store.prisma, { teamId, name, kind: "counter" }, clock.now());
  if (stat === null) throw new Error(`${name} is there already`);
  return stat;
}

async function told() {
  const mails = await store.prisma.mail.findMany({ orderBy: { recipient: "asc" } });
  return mails.map(({ recipient, kind, content, teamId, userId }) => {
    const { stats, more, team } = { kind, ...Object(content) } as Extract<MailContent, { kind: "new_stats" }>;
    return { recipient, kind, names: stats.map(({ name }) => name), more, team, teamId, userId };
  });
}

test("a minute after the first of them, those who want to know are told of all in one mail", async () => {
  await arrives("first");
  await arrives("second");
  later(58);
  expect(await announceNewStats(job)).toBe(0);
  later(1);
  expect(await announceNewStats(job)).toBe(1);
  const { userId, teamId } = cast.alice;
  const about = { kind: "new_stats", names: ["first", "second"], more: 0, team: "alice@example.com's team" };
  expect(await told()).toEqual([{ ...about, recipient: "alice@example.com", teamId, userId }]);
});

test("nothing is told twice, and there is one mail an hour at most", async () => {
  await arrives("first");
  later(60);
  expect(await announceNewStats(job)).toBe(1);
  await arrives("second");
  later(120);
  expect(await announceNewStats(job)).toBe(0);
  later(3_600 - 122);
  expect(await announceNewStats(job)).toBe(0);
  later(1);
  expect(await announceNewStats(job)).toBe(1);
  expect((await told()).map(({ names }) => names)).toEqual([["first"], ["second"]]);
  later(7_200);
  expect(await announceNewStats(job)).toBe(0);
});

test("twenty are named and the others counted", async () => {
  for (let i = 0; i < 33; i++) await arrives(`stat ${i}`);
  later(60);
  await announceNewStats(job);
  const [mail] = await told();
  expect(mail?.names).toEqual(Array.from({ length: 20 }, (_, i) => `stat ${i}`));
  expect(mail?.more).toBe(13);
});

test("a stat that is only just being made is left for the next mail", async () => {
  await arrives("first");
  later(55);
  await arrives("late");
  later(5);
  await announceNewStats(job);
  later(3_600);
  await announceNewStats(job);
  expect((await told()).map(({ names }) => names)).toEqual([["first"], ["late"]]);
});

test("what somebody made, and what is in the trash, is no news", async () => {
  const alice = asking(store, clock, cast.alice.actor);
  later(1);
  await createStat(alice, { name: "made", kind: "value" });
  await trashStat(alice, { id: (await arrives("trashed")).id });
  later(60);
  expect(await announceNewStats(job)).toBe(0);
  await arrives("sent");
  later(60);
  expect(await announceNewStats(job)).toBe(1);
  expect((await told()).map(({ names }) => names)).toEqual([["sent"]]);
});

test("only members who want it and have proved their address are told, each team of its own", async () => {
  const dora = await joined(store, "dora@example.com", cast.alice.teamId, "viewer");
  const emil = await joined(store, "emil@example.com", cast.alice.teamId, "viewer");
  await store.prisma.membership.updateMany({
    where: { userId: { in: [dora.userId, emil.userId] } },
    data: { mailNewStats: true },
  });
  await store.prisma.user.update({ where: { id: emil.userId }, data: { verifiedEmail: null } });
  await arrives("hers");
  await arrives("his", cast.charlie.teamId);
  later(60);
  expect(await announceNewStats(job)).toBe(3);
  expect((await told()).map(({ recipient, names }) => [recipient, ...names])).toEqual([
    ["alice@example.com", "hers"],
    ["charlie@example.com", "his"],
    ["dora@example.com", "hers"],
  ]);
  await store.prisma.membership.deleteMany({ where: { userId: { in: [dora.userId, emil.userId] } } });
});

test("whoever wants to know from now on is not told what was new before", async () => {
  await store.prisma.membership.updateMany({ data: { mailNewStats: false } });
  await arrives("unheard");
  later(60);
  expect(await announceNewStats(job)).toBe(0);
  await store.prisma.membership.updateMany({ where: { role: "owner" }, data: { mailNewStats: true } });
  expect(await announceNewStats(job)).toBe(0);
  await arrives("heard");
  later(60);
  await announceNewStats(job);
  expect((await told()).map(({ names }) => names)).toEqual([["heard"]]);
});

test("sixteen workers at once put one mail in line", async () => {
  const others = Array.from({ length: 3 }, () => openStore(url));
  try {
    for (let round = 0; round < 5; round++) {
      await store.prisma.mail.deleteMany();
      await arrives(`round ${round}`);
      later(60);
      const workers = Array.from({ length: 16 }, (_, i) =>
        asking([store, ...others][i % 4] as Store, clock, job.actor),
      );
      const mails = await Promise.all(workers.map((worker) => announceNewStats(worker)));
      expect(mails.reduce((all, each) => all + each, 0)).toBe(1);
      expect(await store.prisma.mail.count()).toBe(1);
    }
  } finally {
    await Promise.all(others.map((each) => each.close()));
  }
});

test("only the house itself tells", async () => {
  await expect(announceNewStats(asking(store, clock, cast.alice.actor))).rejects.toMatchObject({ code: "forbidden" });
});
