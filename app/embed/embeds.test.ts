import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as badges from "@/app/badge/[file]/route";
import * as embeds from "@/app/embed/[file]/route";
import * as oembed from "@/app/oembed/route";
import { systemClock } from "@/lib/clock";
import type { Context } from "@/lib/context";
import type { ListedStat } from "@/lib/domain/stat";
import { countViews, writeViews } from "@/lib/interactors/links/count-views";
import { getLink } from "@/lib/interactors/links/get-link";
import { makeEmbed } from "@/lib/interactors/links/make-embed";
import { pauseLink } from "@/lib/interactors/links/pause-link";
import { revokeLink } from "@/lib/interactors/links/revoke-link";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { trashStat } from "@/lib/interactors/stats/trash-stat";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import { asking, putMinute } from "@/lib/testing/cast";

const ORIGIN = "http://localhost:3000";
const BLOG = "https://blog.example.com";
const NAME = `=cmd|'x'!A1 "<b>&`;
const SURFACES = ["", "?live=1", ".svg", ".png", ".json", ".csv"];
let scene: ApiScene;
let alice: Context;
let stat: ListedStat;

beforeAll(async () => {
  scene = await apiScene({ STATNEST_URL: ORIGIN });
  alice = asking(scene.store, systemClock, scene.cast.alice.actor);
});
beforeEach(async () => {
  await scene.store.prisma.publicLink.deleteMany();
  await scene.store.prisma.stat.deleteMany();
  stat = await createStat(alice, { name: NAME, kind: "value", unit: "ms" });
  const minute = new Date(Math.floor(Date.now() / 60_000 - 5) * 60_000).toISOString();
  await putMinute(scene.store, stat.seriesId, minute, [3, 4, 8]);
});
afterAll(() => scene.store.close());

type Options = Partial<Omit<Parameters<typeof makeEmbed>[1], "stats">>;

const made = (options: Options = {}) => makeEmbed(alice, { stats: [{ id: stat.id }], ...options });

/** Asks as Next would: the last part of the path is the file. */
async function asked(path: string, headers: Record<string, string> = {}, method: "GET" | "POST" | "OPTIONS" = "GET") {
  const url = new URL(path, ORIGIN);
  const [folder, file] = url.pathname.split("/").slice(1);
  const route = folder === "badge" ? badges : folder === "oembed" ? oembed : embeds;
  const params = Promise.resolve(file === undefined ? undefined : { file });
  return route[method](new Request(url, { headers, method }), { params });
}

const facesOf = (token: string) => [
  ...SURFACES.map((ending) => `/embed/${token}${ending}`),
  `/badge/${token}.svg`,
  `/badge/${token}.json`,
];

describe("every face of an embed", () => {
  test("answers anybody with what it is, and with all headers that keep it harmless", async () => {
    const { token } = await made();
    const types = [
      "text/html; charset=utf-8",
      "text/html; charset=utf-8",
      "image/svg+xml; charset=utf-8",
      "image/png",
      "application/json; charset=utf-8",
      "text/csv; charset=utf-8; header=present",
      "image/svg+xml; charset=utf-8",
      "application/json; charset=utf-8",
    ];
    for (const [index, face] of facesOf(token).entries()) {
      const { status, headers } = await asked(face);
      expect([face, status, headers.get("content-type")]).toEqual([face, 200, types[index]]);
      expect(Object.fromEntries(headers)).toMatchObject({
        "cache-control": "public, max-age=15, stale-while-revalidate=45",
        "access-control-allow-origin": "*",
        "cross-origin-resource-policy": "cross-origin",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-robots-tag": "noindex",
        etag: expect.stringMatching(/^"[\w-]{22}"$/),
      });
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toMatch(/^default-src 'none'; /);
      expect(policy).toContain("frame-ancestors *");
      expect(policy).not.toContain("unsafe");
      expect(policy.includes("sandbox")).toBe(face !== `/embed/${token}`);
      expect(headers.get("access-control-allow-credentials")).toBeNull();
    }
  });

  test("is the same for somebody who is signed in, and sets no cookie", async () => {
    const { token } = await made();
    const browser = await scene.browserOf(scene.cast.charlie);
    for (const face of facesOf(token)) {
      const [stranger, person] = [await asked(face), await asked(face, { cookie: browser.cookie ?? "" })];
      expect(Buffer.from(await person.arrayBuffer())).toEqual(Buffer.from(await stranger.arrayBuffer()));
      expect([...person.headers]).toEqual([...stranger.headers]);
      expect(person.headers.has("set-cookie")).toBe(false);
      expect(person.headers.get("vary") ?? "").not.toMatch(/cookie/i);
    }
  });

  test("is not sent again to who has it", async () => {
    const { token } = await made();
    for (const face of facesOf(token)) {
      const tag = (await asked(face)).headers.get("etag") ?? "";
      for (const known of [tag, `W/${tag}`, `"other", ${tag}`, "*"]) {
        const again = await asked(face, { "if-none-match": known });
        expect([again.status, await again.text()]).toEqual([304, ""]);
        expect(again.headers.get("cache-control")).toContain("max-age=15");
      }
      expect((await asked(face, { "if-none-match": '"other"' })).status).toBe(200);
    }
  });

  test("says readably why there is nothing to see, and nothing of what there would be", async () => {
    const [paused, expired, revoked, empty] = [await made(), await made(), await made(), await made()];
    await pauseLink(alice, { id: paused.id });
    await scene.store.prisma.publicLink.update({ where: { id: expired.id }, data: { expiresAt: new Date(0) } });
    await revokeLink(alice, { id: revoked.id });
    const answers: [string, number, string][] = [
      [paused.token, 403, "aused"],
      [expired.token, 410, "xpired"],
      [revoked.token, 404, "othing here"],
      ["0".repeat(22), 404, "othing here"],
      ["x.exe", 404, "othing here"],
      [(await made({ origins: [BLOG] })).token, 403, "ot on this page"],
    ];
    await trashStat(alice, { id: stat.id });
    answers.push([empty.token, 404, "othing to show"]);
    for (const [token, status, words] of answers.slice(0, 6)) {
      for (const face of facesOf(token)) {
        const response = await asked(face);
        const text = await response.text();
        expect([face, response.status]).toEqual([face, status]);
        if (face.endsWith(".png")) expect(text.slice(1, 4)).toBe("PNG");
        else if (!face.startsWith("/badge")) expect(text).toContain(words);
        expect(text).not.toContain("cmd");
        expect(response.headers.get("cache-control")).toBe(
          words === "ot on this page" ? "private, no-store" : "public, max-age=15",
        );
        expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      }
    }
    const gone = await asked(`/embed/${empty.token}`);
    expect([gone.status, await gone.text()]).toEqual([404, expect.stringContaining("Nothing to show")]);
  });

  test("answers GET alone, and tells other methods so", async () => {
    const { token } = await made();
    for (const face of [`/embed/${token}`, `/badge/${token}.svg`, "/oembed"]) {
      const refused = await asked(face, {}, "POST");
      expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
      const told = await asked(face, {}, "OPTIONS");
      expect([told.status, told.headers.get("access-control-allow-origin")]).toEqual([204, "*"]);
    }
  });
});

describe("an embed page", () => {
  test("holds its chart and asks nobody but us for anything", async () => {
    const { token } = await made({ title: NAME });
    const response = await asked(`/embed/${token}?theme=dark`);
    const html = await response.text();
    expect(html).toContain('data-theme="dark"');
    expect(html).toContain("=cmd|&#39;x&#39;!A1 &quot;&lt;b&gt;&amp;");
    expect(html).not.toContain("<b>&");
    expect(html.match(/<svg/g)?.length).toBeGreaterThan(0);
    expect(html).toContain(`href="${ORIGIN}/oembed?url=`);
    expect(html).not.toMatch(/(src|srcset)=/);
    expect(response.headers.get("content-security-policy")).toContain(`connect-src 'self' ${ORIGIN}/embed/${token};`);
    expect(html).not.toContain(stat.classicKey);
    expect(html).not.toContain(stat.id);
  });

  test("is much smaller than 40 KB on the wire, for all kinds of charts", async () => {
    for (const kind of ["graph", "histogram", "number", "spark"] as const) {
      const { token } = await made({ spec: { kind, range: { preset: "year" }, compare: "1y" } });
      const html = await (await asked(`/embed/${token}`)).text();
      expect(gzipSync(html).byteLength).toBeLessThan(12_000);
    }
  });

  test("has no title where none is wanted, and the size that its address says, within limits", async () => {
    const { token } = await made({ title: "Sold" });
    expect(await (await asked(`/embed/${token}`)).text()).not.toContain('<h1 class="x">');
    expect(await (await asked(`/embed/${token}?title=0`)).text()).toContain('<h1 class="x">');
    const svg = await (await asked(`/embed/${token}.svg?w=99999&h=1&theme=nonsense`)).text();
    expect(svg).toMatch(/^<svg[^>]*width="2000"[^>]*height="40"/);
  });
});

describe("pictures and data", () => {
  test("a PNG has twice the pixels, or as many as are asked for, up to a limit", async () => {
    const { token } = await made();
    const widthOf = async (query: string) =>
      Buffer.from(await (await asked(`/embed/${token}.png${query}`)).arrayBuffer()).readUInt32BE(16);
    expect(await widthOf("?w=200&h=100")).toBe(400);
    expect(await widthOf("?w=200&h=100&scale=3")).toBe(600);
    expect(await widthOf("?w=200&h=100&scale=9")).toBe(400);
    expect(await widthOf("?w=2000&h=1200&scale=3")).toBeLessThan(3_700);
  });

  test("JSON is the series as the API has it, without what only the team is told", async () => {
    const { token } = await made({ title: "Sold" });
    const { title, data } = await (await asked(`/embed/${token}.json`)).json();
    expect(title).toBe("Sold");
    expect(data[0].stat).toEqual({ name: NAME, kind: "value", unit: "ms" });
    const { points, from, to } = data[0];
    expect([from, to]).toEqual([points[0].t, points.at(-1).t + 3_600]);
    expect(Object.keys(data[0])).toEqual(["stat", "from", "to", "step", "tz", "points", "compare"]);
    expect(data[0].points.find((point: { n: number }) => point.n > 0)).toMatchObject({ n: 3, v: 5, sum: 15, min: 3 });
  });

  test("CSV has no cell that a spreadsheet would run", async () => {
    const other = await createStat(alice, { name: "b", kind: "counter" });
    const { token } = await makeEmbed(alice, { stats: [{ id: stat.id }, { id: other.id }] });
    const text = await (await asked(`/embed/${token}.csv`)).text();
    expect(text).toContain(`"'=cmd|'x'!A1 ""<b>&"`);
    for (const line of text.split("\r\n")) expect(line).not.toMatch(/^"?[=+@\t-]/);
  });

  test("a badge says the latest number; shields.io is told the same", async () => {
    const { token } = await made({ title: "Latency" });
    expect(await (await asked(`/badge/${token}.svg`)).text()).toContain("Latency: 5 ms");
    expect(await (await asked(`/badge/${token}.json`)).json()).toMatchObject({
      schemaVersion: 1,
      label: "Latency",
      message: "5\u00a0ms",
    });
  });
});

describe("a locked embed", () => {
  test("is shown where its lock says, and kept by nobody on the way", async () => {
    const { token } = await made({ origins: [BLOG] });
    for (const face of facesOf(token)) {
      for (const [header, value] of [
        ["referer", `${BLOG}/a`],
        ["origin", BLOG],
        ["sec-fetch-dest", "iframe"],
      ] as const) {
        const response = await asked(face, { [header]: value });
        expect([face, response.status]).toEqual([face, 200]);
        expect(response.headers.get("cache-control")).toBe("private, no-store");
        expect(response.headers.get("content-security-policy")).toContain(`frame-ancestors 'self' ${BLOG}`);
      }
      const elsewhere = await asked(face, { referer: "https://evil.example/", "sec-fetch-dest": "iframe" });
      expect([face, elsewhere.status]).toEqual([face, 403]);
    }
  });

  test("asks for news with a ticket, since its frame has no referrer", async () => {
    const { token } = await made({ origins: [BLOG] });
    const html = await (await asked(`/embed/${token}`, { referer: BLOG })).text();
    const live = /data-live="([^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect(live).toContain("&ticket=");
    expect((await asked(live, { origin: "null" })).status).toBe(200);
    expect((await asked(`/embed/${token}?live=1`, { origin: "null" })).status).toBe(403);
  });
});

describe("oEmbed", () => {
  const told = async (token: string, more = "", address = `${ORIGIN}/embed/${token}`) =>
    asked(`/oembed?url=${encodeURIComponent(address)}${more}`);

  test("tells the frame that shows an embed, no larger than asked", async () => {
    const { token } = await made({ title: "Sold" });
    expect(await (await told(token, "&maxwidth=400&maxheight=100")).json()).toMatchObject({
      ...{ version: "1.0", type: "rich", title: "Sold", width: 400, height: 100, provider_name: "Statnest" },
      html: expect.stringContaining(`<iframe src="${ORIGIN}/embed/${token}" title="Sold" width="400" height="100"`),
      thumbnail_url: `${ORIGIN}/embed/${token}.png?w=400&h=100&scale=2`,
      ...{ thumbnail_width: 800, thumbnail_height: 200 },
    });
    const xml = await told(token, "&format=xml");
    expect(xml.headers.get("content-type")).toBe("text/xml; charset=utf-8");
    expect(await xml.text()).toMatch(/^<\?xml .*<oembed><version>1.0<\/version>.*&lt;iframe/);
  });

  test("refuses what it cannot tell: other formats, other addresses, what is locked", async () => {
    const { token } = await made();
    expect((await told(token, "&format=yaml")).status).toBe(501);
    for (const address of ["", "nonsense", "https://elsewhere.example/embed/x", `${ORIGIN}/stats/${token}`]) {
      expect((await told(token, "", address)).status).toBe(404);
    }
    expect((await told((await made({ origins: [BLOG] })).token)).status).toBe(401);
  });
});

describe("views", () => {
  const viewsOf = async (id: string) => {
    await writeViews(scene.store);
    return (await getLink(alice, { id })).link.views;
  };

  test("are what was sent in full: no refreshes, nothing that the other has, nothing that is closed", async () => {
    const link = await made();
    for (const face of facesOf(link.token)) await asked(face);
    expect(await viewsOf(link.id)).toBe(7);
    const tag = (await asked(`/embed/${link.token}.svg`)).headers.get("etag") ?? "";
    await asked(`/embed/${link.token}.svg`, { "if-none-match": tag });
    await asked(`/embed/${link.token}?live=1`);
    await asked(`/oembed?url=${ORIGIN}/embed/${link.token}`);
    expect(await viewsOf(link.id)).toBe(8);
    await pauseLink(alice, { id: link.id });
    await asked(`/embed/${link.token}`);
    expect(await viewsOf(link.id)).toBe(8);
  });

  test("that could not be written are written the next time", async () => {
    const link = await made();
    countViews(alice, link);
    await scene.store.prisma.$executeRaw`ALTER TABLE public_link RENAME TO away`;
    await writeViews(scene.store);
    await scene.store.prisma.$executeRaw`ALTER TABLE away RENAME TO public_link`;
    countViews(alice, link);
    expect(await viewsOf(link.id)).toBe(2);
  });
});
