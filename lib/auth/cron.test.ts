import { expect, test } from "vitest";
import { Refusal } from "@/lib/errors";
import { permitScheduler } from "./cron";

const SECRET = "a secret of sixteen letters or more, with spaces";

function codeOf(authorization: string | undefined, secret: string | undefined): string {
  const headers = new Headers(authorization === undefined ? {} : { authorization });
  try {
    permitScheduler(headers, secret);
    return "permitted";
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

test.each([
  ["the secret", `Bearer ${SECRET}`, "permitted"],
  ["the secret, the scheme in small letters", `bearer ${SECRET}`, "permitted"],
  ["no header", undefined, "unauthenticated"],
  ["an empty header", "", "unauthenticated"],
  ["an empty token", "Bearer ", "unauthenticated"],
  ["the word undefined", "Bearer undefined", "unauthenticated"],
  ["a part of the secret", `Bearer ${SECRET.slice(0, -1)}`, "unauthenticated"],
  ["more than the secret", `Bearer ${SECRET}x`, "unauthenticated"],
  ["another of the same length", `Bearer ${SECRET.replace("a", "b")}`, "unauthenticated"],
  ["the secret without a scheme", SECRET, "unauthenticated"],
  ["the secret in another scheme", `Basic ${SECRET}`, "unauthenticated"],
  ["a key of the API", "Bearer sn_rw_0123456789abcdef", "unauthenticated"],
])("%s", (_, authorization, expected) => {
  expect(codeOf(authorization, SECRET)).toBe(expected);
});

test.each([[undefined], [""], ["Bearer "], ["Bearer undefined"], ["Bearer null"]])(
  "where no secret is set nobody is permitted: %s",
  (authorization) => {
    expect(codeOf(authorization, undefined)).toBe("unavailable");
  },
);

test("a secret beyond ASCII is sent as the bytes it is", () => {
  const secret = "sechzehn Zeichen, größer";
  expect(codeOf(`Bearer ${Buffer.from(secret).toString("latin1")}`, secret)).toBe("permitted");
});
