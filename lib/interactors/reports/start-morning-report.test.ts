import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking, type Cast, castOf, joined, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { findMorningReport, startMorningReport } from "./start-morning-report";

const clock = stoppedClock("2026-11-23T14:32:00.000Z");
let store: Store;
let cast: Cast;

beforeAll(async () => {
  Object.assign(process.env, { STATNEST_LOG_LEVEL: "silent", NEXTAUTH_SECRET: "a secret for tests, long enough" });
  store = openStore(await scratchDatabase());
  cast = await castOf(store);
});
afterAll(() => store.close());

test("is offered once, comes at 8 by the team's clocks, and to whoever asked alone", async () => {
  await store.prisma.team.update({ where: { id: cast.alice.teamId }, data: { zone: "Europe/Berlin" } });
  const alice = asking(store, clock, cast.alice.actor);
  expect(await findMorningReport(alice)).toEqual({ report: null, mayStart: true });
  await startMorningReport(alice);
  const report = { nextAt: new Date("2026-11-24T07:00:00Z"), zone: "Europe/Berlin" };
  expect(await findMorningReport(alice)).toEqual({ report, mayStart: true });
  expect(await refusalOf(startMorningReport(alice))).toMatchObject({ code: "conflict" });
  const recipients = await store.prisma.reportRecipient.findMany();
  expect(recipients).toMatchObject([{ address: "alice@example.com", confirmedAt: clock.now() }]);
  expect((await findMorningReport(asking(store, clock, cast.bob.actor))).report).toBeNull();
});

test("of an address that is only claimed waits until it is proved", async () => {
  await store.prisma.user.update({ where: { id: cast.charlie.userId }, data: { verifiedEmail: null } });
  await startMorningReport(asking(store, clock, cast.charlie.actor));
  const [recipient] = await store.prisma.reportRecipient.findMany({ where: { address: "charlie@example.com" } });
  expect(recipient?.confirmedAt).toBeNull();
});

test("is not for those who may only look, nor for nobody", async () => {
  const vera = await joined(store, "vera@example.com", cast.alice.teamId, "viewer");
  const looking = asking(store, clock, vera.actor);
  expect(await findMorningReport(looking)).toEqual({ report: null, mayStart: false });
  expect(await refusalOf(startMorningReport(looking))).toMatchObject({ code: "forbidden" });
  const nobody = asking(store, clock, { kind: "anonymous" });
  expect(await refusalOf(startMorningReport(nobody))).toMatchObject({ code: "unauthenticated" });
});
