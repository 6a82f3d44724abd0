import { describe, expect, it } from "vitest";
import { fitText, oneLine, shortened, textWidth } from "./text";

const SIZE = { size: 10 };

describe("the width of a text", () => {
  it("is that of the widest font that may stand in, or a little more", () => {
    // Advance widths of DejaVu Sans at 10 pixels.
    for (const [text, width] of [
      ["checkout latency", 85.2],
      ["WWW mmm", 62.1],
      ["1,234.56 ms", 59.4],
      ["ILLUMINATI", 57.1],
    ] as const) {
      expect(textWidth(text, SIZE), text).toBeGreaterThanOrEqual(width);
      expect(textWidth(text, SIZE), text).toBeLessThan(width * 1.3);
    }
  });

  it("grows with size and weight, and is even in figures", () => {
    expect(textWidth("abc", { size: 20 })).toBe(2 * textWidth("abc", SIZE));
    expect(textWidth("abc", { ...SIZE, weight: "bold" })).toBeGreaterThan(textWidth("abc", SIZE));
    expect(textWidth("111", { ...SIZE, mono: true })).toBe(textWidth("W8m", { ...SIZE, mono: true }));
    expect(textWidth("日本", { ...SIZE, mono: true })).toBeGreaterThanOrEqual(20);
  });
});

describe("a text that has to fit", () => {
  it.each([
    ["signups", 100, "signups"],
    ["a name that goes on", 60, "a name t…"],
    ["日本語の名前", 45, "日本…"],
    ["👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 80, "👩‍👩‍👧‍👦…"],
    ["signups", 8, ""],
    ["", 50, ""],
  ])("%j in %i pixels is %j", (text, room, fitting) => {
    expect(fitText(text, room, SIZE)).toBe(fitting);
  });

  it("never is wider than its room", () => {
    for (const text of [
      "iiiiiiiiii",
      "WWWWWWWWWW",
      "a\u0301\u0301\u0301b".repeat(9),
      "مرحبا بالعالم",
      "\ufdfd\ufdfd",
    ]) {
      for (let room = 0; room < 120; room += 7) {
        expect(textWidth(fitText(text, room, SIZE), SIZE)).toBeLessThanOrEqual(Math.max(room, 0));
      }
    }
  });
});

it("keeps what would turn its neighbours around or climb out of its line out of it", () => {
  expect(oneLine("\u202edesrever\u2066 name\n on\ttwo lines ")).toBe("desrever name on two lines");
  expect(oneLine(`Z${"\u0334".repeat(40)}algo`)).toBe("Z\u0334\u0334algo");
});

it("shortens by letters where no width is known", () => {
  expect(shortened("a limit", 10)).toBe("a limit");
  expect(shortened("a limit that matters", 10)).toBe("a limit t…");
});
