import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking, castOf, joined, type StoppedClock, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { findPublicStat } from "./find-public-stat";
import { listLinks } from "./list-links";
import { makeEmbed } from "./make-embed";
import { pauseAllLinks } from "./pause-all-links";
import { publishStat } from "./publish-stat";

let store: Store;
let clock: StoppedClock;
let alice: Context;
let charlie: Context;
let viewer: Context;

beforeAll(async () => {
  store = openStore(await scratchDatabase());
  clock = stoppedClock("2026-05-04T12:00:00Z");
  const cast = await castOf(store);
  alice = asking(store, clock, cast.alice.actor);
  charlie = asking(store, clock, cast.charlie.actor);
  viewer = asking(store, clock, (await joined(store, "vera@example.com", cast.alice.teamId, "viewer")).actor);
});
afterAll(() => store.close());

test("everything of the team that is live is paused, and nothing of others", async () => {
  const [ours, theirs] = [
    await createStat(alice, { name: "ours", kind: "value" }),
    await createStat(charlie, { name: "theirs", kind: "value" }),
  ];
  const { token } = await publishStat(alice, { statId: ours.id });
  await publishStat(charlie, { statId: theirs.id });
  await makeEmbed(alice, { stats: [{ id: ours.id }] });
  await makeEmbed(alice, { stats: [{ id: ours.id }], expiresAt: "2026-05-04T12:00:01Z" });
  clock.set("2026-05-04T12:00:02Z");
  expect(await findPublicStat({ store, clock }, { id: ours.id })).toBe(token);
  expect((await refusalOf(pauseAllLinks(viewer))).code).toBe("forbidden");

  expect(await pauseAllLinks(alice)).toBe(2);
  expect(await findPublicStat({ store, clock }, { id: ours.id })).toBeNull();
  expect(await findPublicStat({ store, clock }, { id: theirs.id })).not.toBeNull();
  expect(await findPublicStat({ store, clock }, { id: "nosuch" })).toBeNull();
  expect((await listLinks(alice)).filter(({ pausedAt }) => pausedAt === null)).toHaveLength(1);
  expect(await pauseAllLinks(alice)).toBe(0);
});
