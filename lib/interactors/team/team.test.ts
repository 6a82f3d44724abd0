import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking, castOf, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { getTeam } from "./get-team";
import { updateTeam } from "./update-team";

const clock = stoppedClock("2026-05-04T12:00:00Z");
let store: Store;
let alice: Context;
let bob: Context;
let charlie: Context;

beforeAll(async () => {
  store = openStore(await scratchDatabase());
  const cast = await castOf(store);
  alice = asking(store, clock, cast.alice.actor);
  bob = asking(store, clock, cast.bob.actor);
  charlie = asking(store, clock, cast.charlie.actor);
});
afterAll(() => store.close());

test("a change of the team reaches it alone, leaves the rest, and every process is told", async () => {
  const before = await store.prisma.changeMark.findUniqueOrThrow({ where: { id: 1 } });
  const changed = await updateTeam(alice, { name: " Weather ", verboseReplies: true });
  expect(changed).toMatchObject({ name: "Weather", verboseReplies: true, zone: "UTC", ezEnabled: true });
  expect(await getTeam(bob)).toEqual(changed);
  expect(await getTeam(charlie)).toMatchObject({ name: "charlie@example.com's team", verboseReplies: false });
  const after = await store.prisma.changeMark.findUniqueOrThrow({ where: { id: 1 } });
  expect(after.version).toBe(before.version + 1n);
});

test("a member may look and not touch", async () => {
  expect((await refusalOf(updateTeam(bob, { name: "Bob's" }))).code).toBe("forbidden");
});

test.each([
  [{ zone: "Mars/Olympus" }, "#/zone"],
  [{ name: "" }, "#/name"],
  [{ ukey: "mine" }, "#/ukey"],
])("%j is refused", async (input, pointer) => {
  expect((await refusalOf(updateTeam(alice, input as never))).more.faults).toMatchObject([{ pointer }]);
});
