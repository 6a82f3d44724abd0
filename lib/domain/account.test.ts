import { describe, expect, test } from "vitest";
import { parseEmail, passwordProblem, personalTeamName } from "./account";

describe("an email address", () => {
  test.each([
    ["alice@example.com", "alice@example.com"],
    ["  Alice@Example.COM ", "alice@example.com"],
    ["a.b+tag@sub.example.co", "a.b+tag@sub.example.co"],
    ["o'brien@example.ie", "o'brien@example.ie"],
    ["root@localhost", "root@localhost"],
    ["anna@bücher.example", "anna@bücher.example"],
    ["anna@bu\u0308cher.example", "anna@bücher.example"],
  ])("%j is kept as %j", (raw, kept) => {
    expect(parseEmail(raw)).toBe(kept);
  });

  test.each([
    ["", "nothing"],
    ["alice", "no @"],
    ["@example.com", "no local part"],
    ["alice@", "no domain"],
    ["a@b@example.com", "a second @"],
    ["a＠b.com", "a full-width @"],
    ["a@b.com＠evil.com", "a full-width @ beside a real one"],
    ["ａlice@example.com", "a full-width letter"],
    ['"a b"@example.com', "a quoted local part"],
    ['"a@evil.com"@example.com', "a quoted @"],
    ["Alice <alice@example.com>", "a display name"],
    ["a@b.com,c@d.com", "two addresses"],
    ["a@b.com\r\nBcc: c@d.com", "a line break"],
    ["a\0@b.com", "NUL"],
    ["a b@c.com", "a space"],
    [".a@b.com", "a leading dot"],
    ["a..b@c.com", "two dots"],
    ["a@-b.com", "a label that begins with a hyphen"],
    ["a@b..com", "an empty label"],
    ["a@[127.0.0.1]", "an address literal"],
    ["a(comment)@b.com", "a comment"],
    [`${"a".repeat(65)}@b.com`, "a local part over 64"],
    [`a@${"b.".repeat(130)}com`, "over 254 characters"],
  ])("%j is refused: %s", (raw) => {
    expect(parseEmail(raw)).toBeNull();
  });
});

describe("a password", () => {
  test.each([
    ["correct horse", null],
    ["  spaces  count  ", null],
    ["пароль-длинный", null],
    ["🔑🔑🗝️🔒🔓🏠🚪✨", null],
    ["x".repeat(7), "too_short"],
    [`${"ab".repeat(64)}`, null],
    [`${"ab".repeat(64)}a`, "too_long"],
    ["🔑🔒".repeat(64), null],
    ["alice.liddell@example.com", "is_email"],
    ["ALICE.LIDDELL@example.com", "is_email"],
    ["alice.liddell", "is_email"],
    ["password", "common"],
    ["PassWord1", "common"],
    ["qwertyuiop", "common"],
    ["aaaaaaaaaaaa", "common"],
    ["statnest2026", "common"],
  ])("%j is %s", (password, problem) => {
    expect(passwordProblem(password, "alice.liddell@example.com")).toBe(problem);
  });
});

test("a first team is named after the address", () => {
  expect(personalTeamName("alice@example.com")).toBe("alice's team");
});
