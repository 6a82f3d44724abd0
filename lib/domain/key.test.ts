import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import { describe, expect, test } from "vitest";
import {
  aliasProblem,
  base62,
  formatKey,
  KEY_KINDS,
  KEY_PATTERN,
  KEY_RANDOM_BYTES,
  keyKind,
  mayBeKey,
  visiblePrefix,
} from "./key";

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const fresh = (kind: (typeof KEY_KINDS)[number] = "ingest") => formatKey(kind, randomBytes(KEY_RANDOM_BYTES));
const scan = (text: string) => text.match(new RegExp(KEY_PATTERN, "g")) ?? [];

describe("a key", () => {
  test.each(KEY_KINDS)("of kind %s has its prefix, 32 random characters and six of checksum", (kind) => {
    for (let i = 0; i < 200; i++) {
      const key = fresh(kind);
      expect(key).toMatch(/^sn_(in|rd|rw)_[0-9A-Za-z]{38}$/);
      expect(keyKind(key)).toBe(kind);
    }
  });

  test("is 190 bits of chance: every character of 62 comes, about as often as any other", () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 2_000; i++) {
      for (const char of fresh().slice(6, 38)) counts.set(char, (counts.get(char) ?? 0) + 1);
    }
    expect(counts.size).toBe(62);
    expect(32 * Math.log2(62)).toBeGreaterThan(128);
    const mean = (2_000 * 32) / 62;
    for (const count of counts.values()) expect(Math.abs(count - mean)).toBeLessThan(6 * Math.sqrt(mean));
  });

  test("ends in the CRC-32 of what is before, in base62, as the documentation tells scanners", () => {
    for (let i = 0; i < 200; i++) {
      const key = fresh();
      let rest = crc32(key.slice(0, -6));
      let digits = "";
      for (let at = 0; at < 6; at++) {
        digits = BASE62[rest % 62] + digits;
        rest = Math.floor(rest / 62);
      }
      expect(key.slice(-6)).toBe(digits);
    }
  });

  test("with any one character mistyped is none", () => {
    const key = fresh();
    for (let at = 0; at < key.length; at++) {
      const other = key[at] === "x" ? "y" : "x";
      expect(keyKind(key.slice(0, at) + other + key.slice(at + 1))).toBeNull();
    }
    for (const text of [key.slice(1), `${key}0`, key.slice(0, -1), ` ${key}`, ""]) expect(keyKind(text)).toBeNull();
  });

  test("shows four random characters in a list", () => expect(visiblePrefix(fresh())).toMatch(/^sn_in_\w{4}$/));

  test("is not made of too few bytes", () => expect(() => base62(new Uint8Array(3), 4)).toThrow(RangeError));
});

describe("the rule for secret scanners", () => {
  test.each(KEY_KINDS)("finds every key of kind %s, wherever it stands", (kind) => {
    for (let i = 0; i < 200; i++) {
      const key = fresh(kind);
      for (const text of [key, `KEY="${key}"`, `?ezkey=${key}&count=1`, `Bearer ${key}\n`, `{"k":"${key}"}`]) {
        expect(scan(text)).toEqual([key]);
      }
    }
  });

  test("finds nothing near", () => {
    const key = fresh();
    for (const text of [
      key.slice(0, -1),
      `${key}0`,
      `x${key}`,
      key.replace("sn_in_", "sn_xx_"),
      key.replace("sn_in_", "sn-in-"),
      key.toUpperCase(),
      `${key.slice(0, 20)}-${key.slice(21)}`,
      `${visiblePrefix(key)}…`,
      "sn_in_…",
    ]) {
      expect(scan(text), text).toEqual([]);
    }
  });
});

describe("an EZ alias", () => {
  test.each([
    "alice@example.com",
    "wYqHtGPRfQhGEqIW",
    "six666",
    "with a space",
    "schlüssel",
    "p@ss/w?rd&",
    "x".repeat(100),
  ])("may be %j", (text) => {
    expect(aliasProblem(text)).toBeNull();
    expect(mayBeKey(text)).toBe(true);
  });

  test.each([
    ["five5", "too_short"],
    ["", "too_short"],
    ["x".repeat(101), "too_long"],
    ["x".repeat(5_000_000), "too_long"],
    ["sn_in_whatever", "ours"],
    ["one~two", "tilde"],
    ["tab\tstop", "unprintable"],
    ["line\nfeed", "unprintable"],
    ["nul\0nul", "unprintable"],
    ["zero\u200bwidth", "unprintable"],
    ["no\u00a0break", "unprintable"],
    ["broken\ufffdbytes", "unprintable"],
    ["half\ud800pair", "unprintable"],
  ])("may not be %j: %s", (text, problem) => {
    expect(aliasProblem(text)).toBe(problem);
    expect(mayBeKey(text)).toBe(false);
  });

  test("counts characters, not halves of them", () => expect(aliasProblem("😀".repeat(6))).toBeNull());
});
