import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { expect, test } from "vitest";
import { newSigningSecret, signatureHeaders } from "./signature";

const BODY = JSON.stringify({
  type: "alert.triggered",
  timestamp: "2026-05-04T12:00:00.000Z",
  data: { name: "Änderung" },
});
const ID = "msg_0190aaaa-bbbb-7ccc-8ddd-eeeeffff0000";

function signed(secrets: string[], now = new Date()) {
  return signatureHeaders({ id: ID, body: BODY, secrets }, now);
}

test("a secret is 32 bytes in base64, and no two are the same", () => {
  const secrets = Array.from({ length: 50 }, newSigningSecret);
  expect(new Set(secrets).size).toBe(50);
  for (const secret of secrets) expect(Buffer.from(secret.replace(/^whsec_/, ""), "base64")).toHaveLength(32);
});

test.each([
  ["standardwebhooks", StandardWebhook],
  ["svix", SvixWebhook],
] as const)("%s verifies it, with either secret while one is rotated", (_, Webhook) => {
  const [fresh, old, other] = [newSigningSecret(), newSigningSecret(), newSigningSecret()];
  expect(new Webhook(fresh).verify(BODY, signed([fresh]))).toEqual(JSON.parse(BODY));
  for (const secret of [fresh, old]) {
    expect(new Webhook(secret).verify(BODY, signed([fresh, old]))).toEqual(JSON.parse(BODY));
  }
  expect(() => new Webhook(other).verify(BODY, signed([fresh, old]))).toThrow();
});

test.each([
  ["standardwebhooks", StandardWebhook],
  ["svix", SvixWebhook],
] as const)("%s refuses it with any byte flipped, and when it is old", (_, Webhook) => {
  const secret = newSigningSecret();
  const verifier = new Webhook(secret);
  const headers = signed([secret]);
  for (let at = 0; at < BODY.length; at++) {
    const flipped = BODY.slice(0, at) + String.fromCharCode(BODY.charCodeAt(at) ^ 1) + BODY.slice(at + 1);
    expect(() => verifier.verify(flipped, headers)).toThrow();
  }
  const signature = headers["webhook-signature"] ?? "";
  for (let at = 3; at < signature.length - 2; at++) {
    const flipped = signature.slice(0, at) + (signature[at] === "A" ? "B" : "A") + signature.slice(at + 1);
    if (flipped !== signature)
      expect(() => verifier.verify(BODY, { ...headers, "webhook-signature": flipped })).toThrow();
  }
  expect(() => verifier.verify(BODY, { ...headers, "webhook-id": `${ID}x` })).toThrow();
  expect(() =>
    verifier.verify(BODY, { ...headers, "webhook-timestamp": `${Number(headers["webhook-timestamp"]) + 1}` }),
  ).toThrow();
  expect(() => verifier.verify(BODY, signed([secret], new Date(Date.now() - 600_000)))).toThrow();
});
