import { expect, test } from "vitest";
import { mailFrom, readEnv } from "./env";

function settings(variables: Record<string, string | undefined>) {
  return readEnv({ NODE_ENV: "test", ...variables });
}

test.each([
  [{}, "Statnest <statnest@localhost>"],
  [{ STATNEST_URL: "https://stats.example.com/" }, "Statnest <statnest@stats.example.com>"],
  [{ MAIL_FROM: "" }, "Statnest <statnest@localhost>"],
  [{ MAIL_FROM: "me@example.com" }, "me@example.com"],
  [{ MAIL_FROM: "Ünsere Zahlen <me@example.com>" }, "Ünsere Zahlen <me@example.com>"],
])("with %o mails come from %s", (variables, from) => {
  expect(mailFrom(settings(variables))).toBe(from);
});

test.each([
  { MAIL_FROM: "nobody" },
  { MAIL_FROM: "a@example.com\r\nBcc: b@example.com" },
  { MAIL_FROM: "a\n <a@example.com>" },
  { RESEND_BASE_URL: "resend" },
  { RESEND_BASE_URL: "file:///etc" },
  { PAGERDUTY_BASE_URL: "pagerduty" },
  { STATNEST_ALLOW_PRIVATE_WEBHOOKS: "perhaps" },
])("%o is refused by name", (variables) => {
  expect(() => settings(variables)).toThrow(Object.keys(variables)[0]);
});
