import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "@/lib/clock";
import type { Context } from "@/lib/context";
import { binOf } from "@/lib/domain/distribution";
import type { ListedStat, StatKind } from "@/lib/domain/stat";
import { changeLink } from "@/lib/interactors/links/change-link";
import { writeViews } from "@/lib/interactors/links/count-views";
import { listLinks } from "@/lib/interactors/links/list-links";
import { pauseLink } from "@/lib/interactors/links/pause-link";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { trashStat } from "@/lib/interactors/stats/trash-stat";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import { asking, putMinute } from "@/lib/testing/cast";
import { PAYLOADS } from "@/lib/testing/payloads";
import * as route from "./route";

const SIZE = "w=760&h=235&tf=week_compare";

let scene: ApiScene;
let alice: Context;
let count = 0;
beforeAll(async () => {
  scene = await apiScene({ STATNEST_URL: "http://localhost:3000" });
  alice = asking(scene.store, systemClock, scene.cast.alice.actor);
});
beforeEach(async () => {
  await scene.store.prisma.stat.deleteMany();
});
afterAll(() => scene.store.close());

interface Made {
  name?: string;
  kind?: StatKind;
  unit?: string;
  public?: boolean;
}

/** A stat of Alice's with 3, 4 and 5 some minutes ago. */
async function made({ name = `stat ${count++}`, kind = "counter", ...rest }: Made = {}): Promise<ListedStat> {
  const stat = await createStat(alice, { name, kind, public: true, ...rest });
  const minute = new Date(Math.floor(Date.now() / 60_000 - 5) * 60_000).toISOString();
  await putMinute(scene.store, stat.seriesId, minute, [3, 4, 5]);
  const hour = `${minute.slice(0, 13)}:00:00Z`;
  const bins = [3, 4, 5].map((value) => ({ statId: stat.seriesId, hour, n: 1n, bin: binOf(value) }));
  if (kind === "value") await scene.store.prisma.seriesBin.createMany({ data: bins });
  return stat;
}

async function asked(path: string, headers: Record<string, string> = {}): Promise<Response> {
  const url = new URL(`/embed/${path}`, "http://localhost:3000");
  const [file = "", ...stats] = url.pathname.split("/").slice(2);
  return route.GET(new Request(url, { headers }), { params: Promise.resolve({ file, stats }) });
}

/** What the script is called with: all of it is data, and every page sees it as the same. */
async function script(path: string, headers?: Record<string, string>) {
  const response = await asked(path, headers);
  expect([response.status, response.headers.get("content-type")]).toEqual([
    200,
    "application/javascript; charset=utf-8",
  ]);
  const text = await response.text();
  expect(() => new Function(text)).not.toThrow();
  const [id, content, width, height] = JSON.parse(
    `[${text.slice(text.lastIndexOf("})(") + 3, text.lastIndexOf(")"))}]`,
  );
  return { id, content, width, height, text };
}

const CLOSED = { note: "This graph is not public" };

describe("the script of a public stat", () => {
  test("fills the div of the snippet with a drawing of the size that was asked for", async () => {
    const { id, name } = await made({ name: "signups" });
    const { id: divId, content } = await script(`graph/${id}?${SIZE}`);
    expect(divId).toBe(`statd_embed_graph_${id}___760_235_week_compare_`);
    expect(content.svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="760" height="235" /);
    expect(content.svg).toContain(`<title>${name}</title>`);
    expect(content.svg).toContain("12");
  });

  test("draws three stats in one chart, under the title that was asked for", async () => {
    const stats = [await made(), await made(), await made()];
    const ids = stats.map(({ id }) => id).join("/");
    const { id, content } = await script(`graph/${ids}?${SIZE}&style=fill&title=Signups%20%26%20more`);
    expect(id).toBe(`statd_embed_graph_${ids.replaceAll("/", "_")}_760_235_week_compare_fill`);
    expect(content.svg).toContain("<title>Signups &amp; more</title>");
    for (const { name } of stats) expect(content.svg).toContain(`>${name}</tspan>`);
  });

  test.each(["counter", "value"] as const)("draws a histogram of a %s", async (kind) => {
    const { id } = await made({ kind, unit: "ms" });
    const { content } = await script(`histogram/${id}?w=300&h=200`);
    expect(content.svg).toContain("The fullest bar is");
  });

  test.each([
    ["fill", "w=400&h=200"],
    ["fill_bar", "w=400&h=200&tf=day"],
    ["mini", "w=150&h=50"],
    ["spark", "w=150&h=50"],
    ["of some other service", "w=400&h=200&tf=half_compare"],
  ])("draws the style %s", async (style, query) => {
    const { id } = await made();
    const { content } = await script(`graph/${id}?${query}&style=${encodeURIComponent(style)}`);
    expect(content.svg).toMatch(/<(?:path|rect|circle)/);
  });

  test("is a table, lines or the latest number as well", async () => {
    const { id } = await made({ name: "signups", unit: "people" });
    const table = (await script(`table/${id}?${SIZE}`)).content;
    expect(table).toMatchObject({ caption: "signups", columns: ["Time", "signups"] });
    expect(table.rows).toEqual([[expect.stringMatching(/\d{2}:00$/), "12\u00a0people"]]);
    const data = (await script(`data/${id}?${SIZE}`)).content;
    expect(data.lines).toMatch(/^Time +signups\n.+:00 {2}12\u00a0people$/);
    expect((await script(`text/${id}?${SIZE}`)).content).toEqual({ number: "12\u00a0people" });
    await scene.store.prisma.seriesMinute.deleteMany();
    expect((await script(`text/${id}?${SIZE}`)).content).toEqual({ number: "no data" });
    expect((await script(`graph/${id}?${SIZE}`)).content.svg).toContain("no data");
  });

  test("may be kept by caches for a minute, and is not sent twice to whoever has it", async () => {
    const { id } = await made();
    const first = await asked(`graph/${id}?${SIZE}`, { cookie: "next-auth.session-token=x" });
    const headers = Object.fromEntries(first.headers);
    expect(headers).toMatchObject({
      "cache-control": "public, max-age=15, stale-while-revalidate=45",
      "cross-origin-resource-policy": "cross-origin",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
    expect(headers).not.toHaveProperty("set-cookie");
    expect(headers.vary ?? "").not.toMatch(/cookie/i);
    const again = await asked(`table/${id}?${SIZE}`);
    const known = await asked(`table/${id}?${SIZE}`, { "if-none-match": again.headers.get("etag") ?? "" });
    expect([known.status, await known.text()]).toEqual([304, ""]);
    await writeViews(scene.store);
    expect((await listLinks(alice)).map(({ views }) => views)).toEqual([2]);
  });

  test("is light, and dark where the page asks for it", async () => {
    const { id } = await made();
    const [light, dark] = [await script(`graph/${id}?${SIZE}`), await script(`graph/${id}?${SIZE}&theme=dark`)];
    expect(light.id).toBe(dark.id);
    expect([light.content.svg.includes("#FFFFFF"), dark.content.svg.includes("#FFFFFF")]).toEqual([true, false]);
    expect(light.content.svg).not.toContain("<style");
  });
});

describe("what is not public", () => {
  test("is the same words whether it is private, paused, expired, in the trash or nothing at all", async () => {
    const closed = {
      private: await made({ public: false }),
      paused: await made(),
      expired: await made(),
      trashed: await made(),
    };
    for (const link of await listLinks(alice)) {
      if (link.targetId === closed.paused.id) await pauseLink(alice, { id: link.id });
      const past = { expiresAt: new Date("2026-01-01T00:00:00Z") };
      if (link.targetId === closed.expired.id)
        await scene.store.prisma.publicLink.update({ where: { id: link.id }, data: past });
    }
    await trashStat(alice, { id: closed.trashed.id });
    for (const id of [...Object.values(closed).map((stat) => stat.id), "zzzzz"]) {
      const { text, content } = await script(`graph/${id}?${SIZE}`);
      expect(content).toEqual(CLOSED);
      const { text: other } = await script(`graph/nobody?${SIZE}`);
      expect(text.replaceAll(id, "")).toBe(other.replaceAll("nobody", ""));
      expect(text).not.toContain("stat ");
    }
  });

  test("hides the public stats beside it", async () => {
    const [one, secret] = [await made(), await made({ public: false })];
    for (const kind of ["graph", "histogram", "data", "table", "text"]) {
      for (const ids of [`${one.id}/${secret.id}`, `${secret.id}/${one.id}`, `${one.id}/zzzzz`]) {
        expect((await script(`${kind}/${ids}?${SIZE}`)).content).toEqual(CLOSED);
      }
    }
  });

  test("is a stat on a page that it is not locked to, and nobody's cache keeps what is locked", async () => {
    const { id } = await made();
    const [link] = await listLinks(alice);
    await changeLink(alice, { id: link?.id ?? "", origins: ["https://blog.example.com"] });
    const path = `graph/${id}?${SIZE}`;
    expect((await script(path, { referer: "https://blog.example.com/a/page" })).content.svg).toContain("<svg");
    for (const headers of [
      {},
      { referer: "https://evil.example/" },
      { referer: "https://blog.example.com.evil.example/" },
    ]) {
      expect((await script(path, headers as Record<string, string>)).content).toEqual(CLOSED);
      expect((await asked(path, headers as Record<string, string>)).headers.get("cache-control")).toBe(
        "private, no-store",
      );
    }
    const shown = await asked(path, { referer: "https://blog.example.com/" });
    expect(shown.headers.get("cache-control")).toBe("private, no-store");
  });

  test("is 404 for what is no address of an embed at all", async () => {
    for (const path of ["graphs/abcd", "graph/%00", "graph/a%20b", "token/a", "graph/a.svg"]) {
      expect((await asked(path)).status).toBe(404);
    }
  });
});

/** All that a picture is made of. */
const DRAWN = ["svg", "title", "desc", "g", "rect", "line", "path", "text", "tspan", "circle"];

test("40 texts that would run stay texts, as names, units and titles, of every kind", async () => {
  for (const payload of PAYLOADS) {
    const { id } = await made({ name: payload, kind: "value", unit: [...payload].slice(0, 32).join("") });
    for (const kind of ["graph", "histogram", "table", "data", "text"]) {
      const { content, text } = await script(`${kind}/${id}?${SIZE}&title=${encodeURIComponent(payload)}`);
      const data = text.slice(text.lastIndexOf("})(") + 3);
      expect(data).toMatch(/^[\x20-\x7e\n]*$/);
      expect(data).not.toMatch(/[<>&]/);
      if (content.svg === undefined) continue;
      const elements = [...content.svg.matchAll(/<\/?([^\s>/]+)/g)].map(([, name]) => name);
      expect(elements.filter((name) => !DRAWN.includes(name))).toEqual([]);
      expect(content.svg).not.toMatch(/<[^>]* on[a-z]+=/i);
    }
  }
});
