import { describe, expect, test } from "vitest";
import { linkClosed, originAllowed, parseOrigin } from "./public-link";

describe("an origin", () => {
  test.each([
    ["https://blog.example.com", "https://blog.example.com"],
    ["https://Blog.Example.com:443/", "https://blog.example.com"],
    ["http://localhost:8080", "http://localhost:8080"],
    [" https://*.example.com ", "https://*.example.com"],
    ["https://bücher.example", "https://xn--bcher-kva.example"],
  ])("%s is %s", (raw, origin) => expect(parseOrigin(raw)).toBe(origin));

  test.each([
    "blog.example.com",
    "https://",
    "https://*",
    "https://a.example/path",
    "https://a@b.example",
    "ftp://a.example",
    "https://a.example;script-src",
    "https://a.example 'unsafe-inline'",
    "https://a.*.example",
    "null",
  ])("%s is none", (raw) => expect(parseOrigin(raw)).toBeNull());
});

describe("what is locked to origins", () => {
  test.each<[string[], string | null, boolean]>([
    [[], null, true],
    [[], "https://a.example", true],
    [["https://a.example"], "https://a.example", true],
    [["https://a.example"], "http://a.example", false],
    [["https://a.example"], "https://a.example:8443", false],
    [["https://a.example"], "https://b.example", false],
    [["https://a.example"], null, false],
    [["https://a.example"], "null", false],
    [["https://*.a.example"], "https://x.a.example", true],
    [["https://*.a.example"], "https://a.example", false],
    [["https://*.a.example"], "https://evila.example", false],
    [["https://*.a.example"], "http://x.a.example", false],
  ])("%j seen from %s: %s", (origins, origin, allowed) => expect(originAllowed(origins, origin)).toBe(allowed));
});

test("a link is closed while it is paused, and from the moment it expires", () => {
  const now = new Date("2026-11-23T12:00:00Z");
  expect(linkClosed({ pausedAt: null, expiresAt: null }, now)).toBeNull();
  expect(linkClosed({ pausedAt: now, expiresAt: null }, now)).toBe("paused");
  expect(linkClosed({ pausedAt: null, expiresAt: now }, now)).toBe("expired");
  expect(linkClosed({ pausedAt: null, expiresAt: new Date(now.getTime() + 1) }, now)).toBeNull();
});
