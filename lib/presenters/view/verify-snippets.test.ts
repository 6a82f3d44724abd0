import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { VERIFY_SNIPPETS } from "./verify-snippets";

const BODY = JSON.stringify({ type: "alert.triggered", data: { reason: '512 Öl für 3 €, \\ "over" 100 %s.' } });
const ID = "msg_01970a8e-5c1f-7d54-9b0e-2f6b4c1d8e90";

interface Received {
  secret: string;
  headers: Record<string, string>;
  body: string;
}

const code = (language: string) => VERIFY_SNIPPETS.find((each) => each.language === language)?.code ?? "";
const has = (program: string) => spawnSync(program, ["--version"]).error === undefined;
const answer = (program: string, args: string[], received: Received) =>
  execFileSync(program, args, { input: JSON.stringify(received), encoding: "utf8" }).trim() === "true";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "verify-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const LANGUAGES: { language: string; program: string; isOurs(received: Received): boolean }[] = [
  {
    language: "JavaScript",
    program: process.execPath,
    isOurs: (received) => {
      const main = `import { readFileSync } from "node:fs";
const { secret, headers, body } = JSON.parse(readFileSync(0, "utf8"));
console.log(isOurs(secret, headers, body));`;
      return answer(process.execPath, ["--input-type=module", "-e", `${code("JavaScript")}\n${main}`], received);
    },
  },
  {
    language: "Python",
    program: "python3",
    isOurs: (received) => {
      const main = `import json, sys
received = json.load(sys.stdin)
print(str(is_ours(received["secret"], received["headers"], received["body"].encode())).lower())`;
      return answer("python3", ["-c", `${code("Python")}\n${main}`], received);
    },
  },
  {
    language: "Shell",
    program: "openssl",
    isOurs: ({ secret, headers, body }) => {
      writeFileSync(join(folder, "body.json"), body);
      const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature } = headers;
      const variables = { SECRET: secret, ID: id, TIMESTAMP: timestamp, SIGNATURE: signature, PATH: process.env.PATH };
      const { status, stdout } = spawnSync("sh", ["-c", code("Shell")], { cwd: folder, env: variables as never });
      expect(String(stdout)).toBe(status === 0 ? "it is ours\n" : "");
      return status === 0;
    },
  },
];

const newSecret = () => `whsec_${randomBytes(32).toString("base64")}`;

/** Signed by somebody else's code. */
function received(secret: string, { at = new Date(), id = ID } = {}): Received {
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "webhook-signature": new Webhook(secret).sign(id, at, BODY),
  };
  return { secret, headers, body: BODY };
}

describe.each(LANGUAGES)("what the docs say for $language", ({ program, isOurs }) => {
  test.skipIf(!has(program))("takes what is signed, with either secret while one is rotated", () => {
    const [fresh, old] = [newSecret(), newSecret()];
    expect(isOurs(received(fresh))).toBe(true);
    const at = new Date();
    const signature = [fresh, old].map((secret) => received(secret, { at }).headers["webhook-signature"]).join(" ");
    for (const secret of [fresh, old]) {
      const { headers, ...rest } = received(secret, { at });
      expect(isOurs({ ...rest, headers: { ...headers, "webhook-signature": signature } })).toBe(true);
    }
  });

  test.skipIf(!has(program))("refuses another secret, body, id and time, and what is old", () => {
    const secret = newSecret();
    const right = received(secret);
    expect(isOurs({ ...right, secret: newSecret() })).toBe(false);
    expect(isOurs({ ...right, body: BODY.replace("512", "513") })).toBe(false);
    const changes: Record<string, string>[] = [
      { "webhook-id": "msg_2" },
      { "webhook-timestamp": String(Number(right.headers["webhook-timestamp"]) + 1) },
      { "webhook-signature": "v1," },
      { "webhook-signature": "v1,AAAA v2,BBBB" },
    ];
    for (const changed of changes) {
      expect(isOurs({ ...right, headers: { ...right.headers, ...changed } })).toBe(false);
    }
    for (const minutes of [-6, 6]) {
      expect(isOurs(received(secret, { at: new Date(Date.now() + minutes * 60_000) }))).toBe(false);
    }
  });
});
