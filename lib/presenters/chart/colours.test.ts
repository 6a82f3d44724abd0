import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hexColour, pageColour, SERIES_COLOURS, seriesColour, type Theme } from "./colours";

const THEMES: Theme[] = ["light", "dark"];

function linear(hex: string): [number, number, number] {
  const part = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

/** WCAG 2.2 contrast ratio. */
function contrast(one: string, other: string): number {
  const luminance = (hex: string): number => {
    const [red, green, blue] = linear(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Machado, Oliveira and Fernandes 2009, severity 1. */
const EYES: Record<string, number[]> = {
  usual: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  deuteranope: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  protanope: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  tritanope: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

function oklab(hex: string, eye: number[]): number[] {
  const colour = linear(hex);
  const row = (matrix: number[], at: number, values: number[]): number =>
    values.reduce((sum, value, i) => sum + value * (matrix[at * 3 + i] as number), 0);
  const seen = [0, 1, 2].map((at) => Math.max(0, row(eye, at, colour)));
  const cones = [
    0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566, 0.0883024619, 0.2817188376,
    0.6299787005,
  ];
  const roots = [0, 1, 2].map((at) => Math.cbrt(row(cones, at, seen)));
  const lab = [
    0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099, 0.0259040371, 0.7827717662,
    -0.808675766,
  ];
  return [0, 1, 2].map((at) => row(lab, at, roots));
}

function distance(one: string, other: string, eye: number[]): number {
  const there = oklab(other, eye);
  return Math.hypot(...oklab(one, eye).map((value, i) => value - (there[i] as number)));
}

describe.each(THEMES)("the %s series colours", (theme) => {
  it("stand out from the card by 3:1 or more", () => {
    for (const colour of SERIES_COLOURS[theme]) {
      expect(contrast(colour, hexColour("card", theme)), colour).toBeGreaterThanOrEqual(3);
    }
  });

  it("stay apart from each other for every eye", () => {
    const colours = SERIES_COLOURS[theme];
    for (const [name, eye] of Object.entries(EYES)) {
      colours.forEach((one, i) => {
        for (const other of colours.slice(i + 1)) {
          expect(distance(one, other, eye), `${one} and ${other}, ${name}`).toBeGreaterThan(0.05);
        }
      });
    }
  });
});

it("goes round after eight", () => {
  expect([0, 7, 8].map(seriesColour)).toEqual(["series-1", "series-8", "series-1"]);
});

it("gives a page variable with a colour to fall back on", () => {
  expect(pageColour("series-1")).toBe("var(--series-1, #316AD0)");
  expect(hexColour("card", "dark")).toBe("#1C1B19");
});

it("are what the pages' stylesheet says", () => {
  const css = readFileSync("app/globals.css", "utf8").toLowerCase();
  for (const name of [
    "ink",
    "muted",
    "hairline",
    "card",
    ...SERIES_COLOURS.light.map((_, i) => seriesColour(i)),
  ] as const) {
    const [light, dark] = THEMES.map((theme) => hexColour(name, theme).toLowerCase());
    expect(css).toContain(`--${name}: light-dark(${light}, ${dark});`);
  }
});
