import { describe, expect, test } from "vitest";
import { type ChartSpec, PLAIN_CHART } from "@/lib/domain/chart-spec";
import { type EmbedLook, PLAIN_LOOK } from "@/lib/domain/embed-look";
import { bucketBounds } from "@/lib/domain/time";
import { embedCode } from "./code";
import type { EmbedData } from "./embed-data";
import { embedHeaders } from "./headers";
import { embedFragment, embedPage } from "./html";
import { layoutOf } from "./layout";
import { askedLook, askedScale } from "./look";
import { placeOf } from "./place";
import { EMBED_SCRIPT } from "./script";
import { sourceHash } from "./source-hash";
import { EMBED_STYLE } from "./style";

const ORIGIN = "https://stats.example.com";
const TOKEN = "t".repeat(22);
const FROM = 1_700_000_000 - (1_700_000_000 % 3_600);
const TO = FROM + 48 * 3_600;
const NASTY = `"></script><img src=x onerror=alert(1)>'\u2028`;

function series(name: string, values: (number | null)[] = [1, 2, null, 1_234.5]): EmbedData["series"][number] {
  const times = bucketBounds(FROM, TO, "1h", "UTC").slice(0, -1);
  const points = times.map((t, index) => {
    const v = values[index % values.length] ?? null;
    return { t, n: v === null ? 0 : 1, v, sum: v, min: v, max: v };
  });
  const stat = { name, kind: "value", unit: "ms" } as EmbedData["series"][number]["stat"];
  return { stat, from: FROM, to: TO, step: "1h", zone: "UTC", points, compare: null };
}

function data(names: string[], spec: Partial<ChartSpec> = {}, title = ""): EmbedData {
  const all = names.map((name) => series(name));
  const shown = { ...PLAIN_CHART, ...spec };
  return { title, spec: shown, series: all, axes: all.map(() => "left"), annotations: [], now: TO, distribution: null };
}

const page = (of: EmbedData, look: Partial<EmbedLook> = {}) => {
  const live = `/embed/${TOKEN}?live=1&theme=auto`;
  return { data: of, look: { ...PLAIN_LOOK, ...look }, token: TOKEN, origin: ORIGIN, live };
};

/** What the script reads out. */
function readings(html: string) {
  const written = /data-p="([^"]*)"/.exec(html)?.[1] ?? "";
  return JSON.parse(written.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&"));
}

describe("an embed page", () => {
  test("is let in by its policy as it is: one style, one script, no style attributes", () => {
    const policy = embedHeaders("page", { origins: [] })["Content-Security-Policy"] ?? "";
    for (const kind of ["graph", "histogram", "number", "spark"] as const) {
      const html = embedPage(page(data(["a", "b"], { kind })));
      const inline = [...html.matchAll(/<(style|script)>([\s\S]*?)<\/\1>/g)].map(([, , text]) =>
        sourceHash(text ?? ""),
      );
      expect(inline).toHaveLength(2);
      for (const hash of inline) expect(policy).toContain(hash);
      expect(html).not.toMatch(/ style=| on\w+=/);
    }
  });

  test("has a script of three kilobytes at the most, and styles that are no more", () => {
    expect(EMBED_SCRIPT.length).toBeLessThan(3_100);
    expect(EMBED_STYLE.length).toBeLessThan(4_500);
    expect(() => new Function(EMBED_SCRIPT)).not.toThrow();
    for (const text of [EMBED_SCRIPT, EMBED_STYLE]) expect(text).not.toContain("</");
  });

  test("leaves its plot the room that the labels need, on either side", () => {
    for (const spec of [{}, { axes: false }, { kind: "histogram" as const }]) {
      const of = { ...data(["a", "b"], spec), axes: ["left" as const, "right" as const] };
      of.distribution = { bins: [{ bin: 3, n: 5 }], extremes: { min: 1, max: 1 } };
      for (const html of [embedFragment(page(of)), embedFragment(page(data(["a"], spec)))]) {
        const [, left, right] = /class="c (l\d+) (r\d+)"/.exec(html) ?? [];
        if (left !== undefined) for (const room of [left, right]) expect(EMBED_STYLE).toContain(`.${room}{padding`);
      }
    }
  });

  test("lets no name, title, unit or mark out of its place", () => {
    const of = data([NASTY, NASTY], { annotations: true }, NASTY);
    of.annotations = [{ at: new Date((FROM + 7_200) * 1_000), until: null, text: NASTY }];
    for (const kind of ["graph", "number", "spark"] as const) {
      const html = embedPage(page({ ...of, spec: { ...of.spec, kind } }));
      expect(html).not.toContain("<img");
      expect(html.match(/<\/script>/g)).toHaveLength(1);
    }
  });

  test("tells the script every number with its time", () => {
    const told = readings(embedFragment(page(data(["a & b", "c"]))));
    expect(told.s.map(([name, unit]: string[]) => [name, unit])).toEqual([
      ["a & b", "ms"],
      ["c", "ms"],
    ]);
    expect(told.s[0][2].slice(0, 4)).toEqual([1, 2, null, 1_234.5]);
    expect(told.t[0]).toBe(FROM);
    expect(told.t.slice(1).every((seconds: number) => seconds === 3_600)).toBe(true);
    expect(told.t).toHaveLength(told.s[0][2].length);
    expect(new Intl.DateTimeFormat("en-GB", told.f).format(FROM * 1_000)).toContain("UTC");
  });

  test("is as high as asked for: what does not fit is left out, the plot takes what is left", () => {
    expect(layoutOf({ ...PLAIN_LOOK })).toMatchObject({ heading: true, footer: true, axes: true, height: 168 });
    expect(layoutOf({ ...PLAIN_LOOK, heading: false })).toMatchObject({ heading: false, height: 200 });
    expect(layoutOf({ ...PLAIN_LOOK, height: 100 })).toMatchObject({ footer: false, axes: false, height: 52 });
    expect(layoutOf({ ...PLAIN_LOOK, height: 40 })).toMatchObject({ heading: false, height: 24 });
    expect(layoutOf(PLAIN_LOOK, ["a", "b"]).height).toBe(144);
    expect(layoutOf(PLAIN_LOOK, Array(8).fill("a rather long name of a stat")).height).toBeLessThan(130);
  });

  test("says its title once: of several stats without one, their names are in the legend", () => {
    expect(embedFragment(page(data(["a", "b"])))).toContain('<h1 class="x">a and b</h1>');
    expect(embedFragment(page(data(["a", "b"], {}, "Both")))).toContain(">Both</h1>");
    expect(embedFragment(page(data(["a"])))).toContain(">a</h1>");
  });
});

describe("how an embed looks", () => {
  const look = (query: string) => askedLook(new URLSearchParams(query));

  test("is as its link says but for its address, within limits", () => {
    expect(look("")).toEqual(PLAIN_LOOK);
    expect(look("theme=dark&w=300&h=100&title=0")).toEqual({
      ...PLAIN_LOOK,
      ...{ theme: "dark", width: 300, height: 100, heading: false },
    });
    expect(look("w=1&h=99999")).toMatchObject({ width: 40, height: 1_200 });
    expect(look("w=-5&h=1e9&theme=x&w=7")).toEqual(PLAIN_LOOK);
  });

  test("is never more than eight million pixels", () => {
    for (const [w, h] of [
      [2_000, 1_200],
      [600, 240],
      [40, 40],
    ]) {
      for (const scale of ["1", "2", "3", "x"]) {
        const asked = askedScale(new URLSearchParams({ scale }), { ...PLAIN_LOOK, width: w ?? 0, height: h ?? 0 });
        expect((w ?? 0) * (h ?? 0) * asked ** 2).toBeLessThanOrEqual(8_000_001);
        expect(asked).toBeGreaterThanOrEqual(1);
      }
    }
  });
});

describe("where an embed is shown", () => {
  const place = (headers: Record<string, string>) => placeOf(new Request(`${ORIGIN}/embed/x`, { headers }));

  test.each([
    [{ referer: "https://blog.example.com/post?x=1" }, "https://blog.example.com", false],
    [{ origin: "https://a.example", referer: "https://b.example/" }, "https://a.example", false],
    [{ origin: "null", referer: "https://b.example/" }, "https://b.example", false],
    [{ origin: "null" }, null, false],
    [{ referer: "about:blank", "sec-fetch-dest": "iframe" }, null, true],
    [{ referer: "nonsense", "sec-fetch-dest": "image" }, null, false],
  ] as const)("is read from %j", (headers, origin, framed) => {
    expect(place(headers as Record<string, string>)).toEqual({ origin, framed, ticket: null });
  });
});

describe("the code to copy", () => {
  const link = { token: TOKEN, look: PLAIN_LOOK };

  test("shows the embed as a frame, pictures, Markdown, a script and a badge", () => {
    const code = embedCode({ origin: ORIGIN, link, title: "Sold" });
    const address = `${ORIGIN}/embed/${TOKEN}`;
    expect(code.iframe).toBe(
      `<iframe src="${address}" title="Sold" width="600" height="240" loading="lazy" style="border:0;max-width:100%"></iframe>`,
    );
    expect(code.image).toBe(`<img src="${address}.svg" alt="Sold" width="600" height="240" loading="lazy">`);
    expect(code.picture).toContain(`srcset="${address}.svg?theme=dark"`);
    expect(code.markdown).toBe(`[![Sold](${address}.svg)](${address})`);
    expect(code.script).toContain(`frame.src = "${address}"`);
    expect(code.badge).toBe(`![Sold](${ORIGIN}/badge/${TOKEN}.svg)`);
    expect(
      embedCode({ origin: ORIGIN, link: { ...link, look: { ...PLAIN_LOOK, theme: "dark" } }, title: "" }).picture,
    ).toBe(embedCode({ origin: ORIGIN, link, title: "" }).image);
  });

  test("lets no title out of its place", () => {
    const code = embedCode({ origin: ORIGIN, link, title: `${NASTY}](javascript:x)\n# a` });
    for (const each of [code.iframe, code.image, code.picture]) expect(each).not.toContain("<img src=x");
    expect(code.script.match(/<\/script>/g)).toHaveLength(1);
    expect(code.script).not.toContain("\u2028");
    for (const each of [code.markdown, code.badge]) {
      expect(each).not.toMatch(/\n|<img/);
      expect(each.match(/[^\\]\]\(/g)).toHaveLength(each === code.markdown ? 2 : 1);
    }
  });
});
