import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "@/lib/clock";
import type { Context } from "@/lib/context";
import { revokeShare } from "@/lib/interactors/shares/revoke-share";
import { shareStat } from "@/lib/interactors/shares/share-stat";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { restoreStat } from "@/lib/interactors/stats/restore-stat";
import { trashStat } from "@/lib/interactors/stats/trash-stat";
import { updateStat } from "@/lib/interactors/stats/update-stat";
import { endChanges } from "@/lib/store/engine/shared-changes";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import { asking } from "@/lib/testing/cast";
import { GET } from "./route";

let scene: ApiScene;
beforeAll(async () => {
  scene = await apiScene();
});
afterAll(async () => {
  await endChanges();
  await scene.store.close();
});

async function live(headers: Record<string, string>) {
  const abort = new AbortController();
  const response = await GET(new Request("http://localhost:3000/live", { headers, signal: abort.signal }));
  return { response, abort, reader: response.body?.pipeThrough(new TextDecoderStream()).getReader() };
}

test("a signed-in page hears of its own team's stats and of no other's, from the start", async () => {
  const { response, reader, abort } = await live(await scene.browserOf(scene.cast.bob));
  expect(response.status).toBe(200);
  let heard = "";
  const until = async (text: string) => {
    while (!heard.includes(text)) heard += (await reader?.read())?.value ?? "";
  };
  await until('event: change\ndata: {"stats":[],"all":true}\n\n');
  await until('"all":true}\n\nevent: change\ndata: {"stats":[],"all":true}');
  const { alice, charlie } = scene.cast;
  const foreign = await createStat(asking(scene.store, systemClock, charlie.actor), {
    name: "theirs",
    kind: "counter",
  });
  const own = await createStat(asking(scene.store, systemClock, alice.actor), { name: "ours", kind: "counter" });
  await until(`event: change\ndata: {"stats":["${own.id}"]}\n\n`);
  expect(heard).not.toContain(foreign.id);
  abort.abort();
  expect((await reader?.read())?.done).toBe(true);
});

test("an open page hears of stats that others share with its team, as long as they do", async () => {
  const { alice, charlie } = scene.cast;
  const [owner, receiver] = [alice, charlie].map(({ actor }) => asking(scene.store, systemClock, actor)) as [
    Context,
    Context,
  ];
  const [stat, hidden] = [
    await createStat(owner, { name: "shown", kind: "counter" }),
    await createStat(owner, { name: "hidden", kind: "counter" }),
  ];
  const ownersPage = await live(await scene.browserOf(alice));
  const { reader, abort } = await live(await scene.browserOf(charlie));
  let heard = "";
  const until = async (text: string) => {
    while (!heard.includes(text)) heard += (await reader?.read())?.value ?? "";
    heard = heard.slice(heard.indexOf(text) + text.length);
  };
  const told = `"stats":["${stat.id}"]`;
  const change = (id: string) => updateStat(owner, { id, unit: "ms" });
  const marker = async (name: string) => until((await createStat(receiver, { name, kind: "counter" })).id);
  await change(stat.id);
  await marker("before");
  expect(heard).not.toContain(stat.id);

  const share = await shareStat(owner, { statId: stat.id, teamId: charlie.teamId });
  await until(told);
  await marker("shared");
  const since = performance.now();
  await change(stat.id);
  await until(told);
  expect(performance.now() - since).toBeLessThan(1_000);
  await change(hidden.id);
  await trashStat(owner, { id: stat.id });
  await until(told);
  await restoreStat(owner, { id: stat.id });
  await until(told);

  await revokeShare(owner, { id: share.id });
  await until(told);
  let later = "";
  await change(stat.id);
  const marked = (await createStat(receiver, { name: "after", kind: "counter" })).id;
  while (!later.includes(marked)) later += (await reader?.read())?.value ?? "";
  expect(later).not.toContain(stat.id);
  expect(later).not.toContain(hidden.id);
  abort.abort();
  ownersPage.abort.abort();
});

test("nobody else hears anything", async () => {
  for (const headers of [
    {},
    { cookie: "next-auth.session-token=forged" },
    { authorization: `Bearer ${scene.keys.ingest}` },
  ]) {
    const { response } = await live(headers as Record<string, string>);
    expect([401, 403]).toContain(response.status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  }
});
