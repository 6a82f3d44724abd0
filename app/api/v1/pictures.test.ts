import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { binOf } from "@/lib/domain/distribution";
import { PICTURE_STYLE } from "@/lib/presenters/chart/picture";
import type { Route } from "@/lib/testing/api";
import { ask } from "@/lib/testing/api";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import { putMinute } from "@/lib/testing/cast";
import * as annotations from "./annotations/route";
import * as series from "./series/route";
import * as histogram from "./stats/[id]/histogram/route";
import * as statSeries from "./stats/[id]/series/route";
import * as stats from "./stats/route";

const RANGE = "from=2026-05-03T00:00:00Z&to=2026-05-03T03:00:00Z&tz=UTC";

let scene: ApiScene;
let latency: string;
let signups: string;
beforeAll(async () => {
  scene = await apiScene();
});
beforeEach(async () => {
  await scene.store.prisma.annotation.deleteMany();
  await scene.store.prisma.stat.deleteMany();
  latency = await make("latency", "value");
  signups = await make("signups", "counter");
});
afterAll(() => scene.store.close());

async function make(name: string, kind: "value" | "counter"): Promise<string> {
  const { json } = await ask(stats, "/", {
    method: "POST",
    key: scene.keys.manage,
    body: { name, kind, unit: kind === "value" ? "ms" : "" },
  });
  const row = await scene.store.prisma.stat.findUniqueOrThrow({ where: { publicId: json.id } });
  for (const hour of [0, 1, 2]) await putMinute(scene.store, row.id, `2026-05-03T0${hour}:30:00Z`, [hour + 1, 4]);
  if (kind === "value") {
    await scene.store.prisma.seriesBin.createMany({
      data: [1, 2, 4].map((value) => ({ statId: row.id, hour: "2026-05-03T01:00:00Z", n: 1n, bin: binOf(value) })),
    });
  }
  return json.id;
}

const read = (route: Route, query: string, id?: string, key = scene.keys.read) => ask(route, `/?${query}`, { key, id });
const one = (query: string) => read(statSeries, `${RANGE}&${query}`, latency);

/** Width and height that the file itself says. */
async function pngSize(query: string): Promise<[number, number]> {
  const { GET } = statSeries;
  const request = new Request(`http://localhost:3000/?${RANGE}&format=png&${query}`, {
    headers: { authorization: `Bearer ${scene.keys.read}` },
  });
  const response = await GET(request, { params: Promise.resolve({ id: latency }) });
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "image/png"]);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

const sizeOf = (svg: string) => [/ width="(\d+)"/.exec(svg)?.[1], / height="(\d+)"/.exec(svg)?.[1]].map(Number);

describe("200: a picture of a series", () => {
  test("as SVG, with its name and values in words, inert where it is opened", async () => {
    const { status, headers, text } = await one("format=svg");
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": "image/svg+xml; charset=utf-8",
      "content-disposition": `inline; filename="${latency}.svg"`,
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
      "cross-origin-resource-policy": "same-origin",
      "content-security-policy": `default-src 'none'; style-src 'sha256-${createHash("sha256").update(PICTURE_STYLE).digest("base64")}'; sandbox`,
    });
    expect(text).toMatch(/^<svg [^>]*xmlns=/);
    expect(sizeOf(text)).toEqual([600, 240]);
    expect(text).toMatch(/<title[^>]*>[^<]*latency/);
    expect(text).toMatch(/<desc[^>]*>[^<]*ms/);
    const style = /<style>(.*?)<\/style>/s.exec(text)?.[1];
    expect(style).toBe(PICTURE_STYLE);
  });

  test("as PNG, twice its size in pixels unless told otherwise", async () => {
    expect(await pngSize("")).toEqual([1200, 480]);
    expect(await pngSize("width=300&height=100&dpr=1")).toEqual([300, 100]);
    expect(await pngSize("width=300&height=100&dpr=3&theme=dark")).toEqual([900, 300]);
  });

  test("of the size, theme and title asked for, with or without a heading", async () => {
    const { text } = await one("format=svg&width=320&height=120&theme=dark&title=Response+times");
    expect(sizeOf(text)).toEqual([320, 120]);
    expect(text).toContain("Response times");
    expect(text).not.toContain("<style");
    const [with_, without] = [await one("format=svg&theme=light"), await one("format=svg&theme=light&heading=0")];
    expect(with_.text.length).toBeGreaterThan(without.text.length);
    expect((await one("format=svg&theme=light&heading=false")).text).toBe(without.text);
  });

  test("of every kind, style and scale, and with lines at values", async () => {
    const plain = (await one("format=svg&theme=light&step=1h")).text;
    const drawn = await Promise.all(
      ["style=area", "style=bar", "scale=log", "axes=0", "kind=number", "kind=spark", "threshold=3:limit"].map(
        async (query) => {
          const { status, text } = await one(`format=svg&theme=light&step=1h&${query}`);
          expect(status, query).toBe(200);
          return text;
        },
      ),
    );
    expect(new Set([plain, ...drawn]).size).toBe(drawn.length + 1);
    expect((await one("format=svg&theme=light&threshold=3:limit&threshold=right:4:most")).text).toContain("limit");
  });

  test("over a preset, until now", async () => {
    const { status, text } = await read(statSeries, "format=svg&range=day", latency);
    expect([status, text.startsWith("<svg")]).toEqual([200, true]);
  });

  test("with the earlier range beneath it", async () => {
    const { text } = await one("format=svg&theme=light&compare=1h");
    expect(text).toContain("an hour earlier");
  });

  test("with what happened marked in it, unless told otherwise", async () => {
    const body = { text: "Deploy v2", at: "2026-05-03T01:30:00Z" };
    await ask(annotations, "/", { method: "POST", key: scene.keys.ingest, body });
    expect((await one("format=svg&step=5m")).text).toContain("Deploy v2");
    expect((await one("format=svg&step=5m&annotations=0")).text).not.toContain("Deploy v2");
  });

  test("as a file to keep", async () => {
    const { headers } = await one("format=svg&download=1");
    expect(headers.get("content-disposition")).toBe(`attachment; filename="${latency}.svg"`);
  });

  test("of several stats, some on the right axis", async () => {
    const many = (query: string) =>
      read(series, `${RANGE}&stats=${latency},${signups}&format=svg&theme=light&${query}`);
    const { status, headers, text } = await many(`right=${signups}`);
    expect([status, headers.get("content-disposition")]).toEqual([200, 'inline; filename="series.svg"']);
    for (const name of ["latency", "signups"]) expect(text).toContain(name);
    expect(text).not.toBe((await many("")).text);
    expect((await read(series, `${RANGE}&stats=${latency},${latency}&format=svg`)).status).toBe(200);
  });
});

test("200: a picture of a histogram, as SVG and as PNG", async () => {
  const svg = await read(histogram, `${RANGE}&format=svg&width=400&height=200&buckets=5&scale=linear`, latency);
  expect([svg.status, svg.headers.get("content-type"), sizeOf(svg.text)]).toEqual([
    200,
    "image/svg+xml; charset=utf-8",
    [400, 200],
  ]);
  expect(svg.text).toContain("latency");
  const png = await read(histogram, `${RANGE}&format=png&dpr=1`, latency);
  expect([png.status, png.headers.get("content-type")]).toEqual([200, "image/png"]);
});

test("200: without a format, or with json or csv, it is what it was", async () => {
  expect((await one("step=1h")).json.points).toHaveLength(3);
  expect((await one("step=1h&format=csv")).headers.get("content-type")).toContain("text/csv");
  expect((await read(histogram, `${RANGE}&format=json`, latency)).json.n).toBe(3);
});

test.each([
  ["format=gif", "format", "must be json, csv, svg, or png"],
  ["format=svg&width=39", "width", undefined],
  ["format=svg&width=2001", "width", undefined],
  ["format=svg&height=1201", "height", undefined],
  ["format=svg&height=1e3", "height", undefined],
  ["format=png&dpr=4", "dpr", undefined],
  ["format=png&width=2000&height=1200&dpr=2", "dpr", "would make a picture of more than 8 million pixels"],
  ["format=svg&theme=blue", "theme", undefined],
  ["format=svg&style=pie", "style", undefined],
  ["format=svg&kind=histogram", "kind", undefined],
  ["format=svg&scale=square", "scale", undefined],
  ["format=svg&heading=maybe", "heading", undefined],
  ["format=svg&right=nosuch", "right", "must be among the stats that are drawn"],
  ["format=svg&threshold=high", "threshold/0", "must be a number, such as 95, 95:limit or right:95"],
  ["format=svg&threshold=1&threshold=2&threshold=3&threshold=4&threshold=5", "threshold", undefined],
  ["format=svg&range=week", "range", "cannot be given along with from and to"],
  ["format=svg&width=100&width=200", "width", "is given twice"],
  ["format=svg&colour=red", "colour", "unknown field"],
  ["format=svg&step=2h", "step", undefined],
  ["format=svg&compare=soon", "compare", "must be a duration such as 1w"],
  ["format=svg&stats=x", "stats", "unknown field"],
  ["width=100", "width", "unknown field"],
  ["format=csv&theme=dark", "theme", "unknown field"],
])("400: %s", async (query, name, detail) => {
  const { status, headers, json } = await one(query);
  expect([status, headers.get("content-type")]).toEqual([400, "application/problem+json"]);
  expect(json.errors[0].pointer).toBe(`#/${name}`);
  if (detail !== undefined) expect(json.errors[0].detail).toBe(detail);
});

test("401, 403, 404, 422: who may not see it, what is not there, and a counter's histogram", async () => {
  expect((await ask(statSeries, "/?format=svg", { id: latency })).status).toBe(401);
  expect((await read(statSeries, "format=png", latency, scene.keys.ingest)).status).toBe(403);
  const missing = await read(statSeries, "format=svg", "nosuch", scene.strangersKey);
  const theirs = await read(statSeries, "format=svg", latency, scene.strangersKey);
  expect([missing.status, theirs.status, theirs.text]).toEqual([404, 404, missing.text]);
  expect((await read(series, "format=svg")).json.errors[0].pointer).toBe("#/stats");
  expect((await read(histogram, "format=svg", signups)).status).toBe(422);
});
