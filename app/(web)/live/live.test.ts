import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "@/lib/clock";
import { createStat } from "@/lib/interactors/stats/create-stat";
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
