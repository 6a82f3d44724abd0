import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { hexColour } from "./colours";
import { renderPng } from "./png";
import { samplePicture } from "./sample-picture";

const SVG = samplePicture("line-600x200-light") as string;

interface Pixels {
  width: number;
  height: number;
  /** Red, green, blue, opacity, by row. */
  bytes: Uint8Array;
}

/** What resvg writes: eight bits, red, green, blue and opacity, not interlaced. */
function decoded(png: Uint8Array): Pixels {
  const file = Buffer.from(png);
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  expect([...file.subarray(24, 29)]).toEqual([8, 6, 0, 0, 0]);
  const parts: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString("latin1", at + 4, at + 8) === "IDAT")
      parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  }
  return { width, height, bytes: unfiltered(inflateSync(Buffer.concat(parts)), width * 4, height) };
}

function unfiltered(raw: Buffer, stride: number, height: number): Uint8Array {
  const bytes = new Uint8Array(stride * height);
  for (let row = 0; row < height; row++) {
    const filter = raw[row * (stride + 1)] ?? 0;
    for (let column = 0; column < stride; column++) {
      const at = row * stride + column;
      const left = column < 4 ? 0 : (bytes[at - 4] ?? 0);
      const up = row === 0 ? 0 : (bytes[at - stride] ?? 0);
      const corner = row === 0 || column < 4 ? 0 : (bytes[at - stride - 4] ?? 0);
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      bytes[at] = (raw[row * (stride + 1) + 1 + column] ?? 0) + guess;
    }
  }
  return bytes;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [left, up, corner].map((each) => Math.abs(guess - each)) as [number, number, number];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** How many pixels of an area are dark, as letters are on a light card. */
function darkIn({ width, bytes }: Pixels, [x, y, right, bottom]: [number, number, number, number]): number {
  let dark = 0;
  for (let row = y; row < bottom; row++) {
    for (let column = x; column < right; column++) if ((bytes[(row * width + column) * 4] ?? 255) < 90) dark++;
  }
  return dark;
}

describe("renderPng", () => {
  it("is as many times the size of the picture as was asked for", async () => {
    expect(decoded(await renderPng(SVG, 2))).toMatchObject({ width: 1_200, height: 400 });
    expect(decoded(await renderPng(SVG, 1))).toMatchObject({ width: 600, height: 200 });
  });

  it("has letters, in the fonts that the picture names", async () => {
    const pixels = decoded(await renderPng(SVG, 2));
    expect(darkIn(pixels, [30, 30, 300, 60])).toBeGreaterThan(400);
    expect(darkIn(pixels, [1_000, 26, 1_180, 60])).toBeGreaterThan(300);
    expect(darkIn(pixels, [400, 30, 900, 50])).toBe(0);
  });

  it("tells Geist from its monospaced sister", async () => {
    const letters = (family: string) =>
      renderPng(
        `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="15" font-family="${family}">iiWW</text></svg>`,
        1,
      );
    expect(await letters("Geist")).not.toEqual(await letters("Geist Mono"));
    expect(await letters("Geist")).toEqual(await letters("Geist, system-ui, sans-serif"));
  });

  it("draws the colours of the theme", async () => {
    const pixels = decoded(await renderPng(samplePicture("line-600x200-dark") as string, 1));
    const middle = (20 * pixels.width + 300) * 4;
    const card = hexColour("card", "dark");
    const parts = [1, 3, 5].map((at) => Number.parseInt(card.slice(at, at + 2), 16));
    expect([...pixels.bytes.subarray(middle, middle + 4)]).toEqual([...parts, 255]);
  });

  it("has letters for scripts that Geist has none for, where the machine does", async () => {
    await expect(renderPng(SVG.replace("checkout latency", "مرحبا 日本 👋"), 1)).resolves.toBeInstanceOf(Uint8Array);
  });

  it("draws the same picture once, however many ask, and gives the kept one later", async () => {
    const svg = SVG.replace("checkout", "once");
    const all = await Promise.all(Array.from({ length: 20 }, () => renderPng(svg, 2)));
    expect(new Set(all).size).toBe(1);
    expect(await renderPng(svg, 2)).toBe(all[0]);
    expect(await renderPng(svg, 1)).not.toBe(all[0]);
  });

  it("leaves the event loop to others while it draws", async () => {
    let beats = 0;
    const beat = setInterval(() => beats++, 1);
    await Promise.all(Array.from({ length: 12 }, (_, at) => renderPng(SVG.replace("checkout", `beat ${at}`), 2)));
    clearInterval(beat);
    expect(beats).toBeGreaterThan(10);
  });

  it("rejects what is no picture, and goes on", async () => {
    await expect(renderPng("<svg", 1)).rejects.toThrow();
    await expect(renderPng("", 1)).rejects.toThrow();
    await expect(renderPng(SVG, 1)).resolves.toBeInstanceOf(Uint8Array);
  });
});
