import { describe, expect, test } from "vitest";
import { loggedPath, openLog, withoutSecrets } from "./log";

const KEY = "sn_in_0123456789abcdefghijABCDEFGHIJ01234567";

describe("the log", () => {
  test("is one JSON object a line, with time, level and role", () => {
    const lines: string[] = [];
    openLog({ level: "info", role: "api" }, (line) => lines.push(line)).info({ path: "/ez" }, "two\nlines");
    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd()).not.toContain("\n");
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: "info", role: "api", path: "/ez", msg: "two\nlines" });
  });

  test("says nothing below its level", () => {
    const lines: string[] = [];
    openLog({ level: "warn", role: "api" }, (line) => lines.push(line)).info("quiet");
    expect(lines).toEqual([]);
  });

  test("never holds a whole key, wherever it was put", () => {
    const lines: string[] = [];
    const log = openLog({ level: "info", role: "api" }, (line) => lines.push(line));
    log.info({ headers: { authorization: `Bearer ${KEY}`, cookie: "a=b" }, ezkey: KEY, note: KEY }, `got ${KEY}`);
    log.error(new Error(`no such key ${KEY} in stat=a&ezkey=someone@example.com&count=1`));
    const text = lines.join("");
    expect(text).not.toContain(KEY.slice(12));
    expect(text).not.toContain("someone@example.com");
    expect(text).not.toContain("a=b");
    expect(text).toContain("sn_in_0123…");
  });
});

test.each([
  ["ezkey=abc&stat=a", "ezkey=…&stat=a"],
  ["postgresql://statnest:hunter2@db/x", "postgresql://statnest:…@db/x"],
  ["Authorization: Basic dXNlcjo=", "Authorization: Basic …"],
  ["nothing secret", "nothing secret"],
])("%s is written as %s", (text, written) => expect(withoutSecrets(text)).toBe(written));

test.each([
  ["/ez?ezkey=abc", "/ez"],
  ["/x/abcdefghij/data/1", "/x/…/data/1"],
  ["/stats", "/stats"],
])("of %s the log says %s", (url, path) => expect(loggedPath(url)).toBe(path));
