import { Webhook } from "svix";
import { expect, test } from "vitest";
import { newSigningSecret } from "./signature";
import { verifySignature } from "./verify-signature";

const BODY = JSON.stringify({ type: "email.bounced", data: { to: ["änderung@example.com"] } });
const ID = "msg_2mZ1XyQ";
const NOW = new Date("2026-11-23T14:32:00Z");
const SECRET = newSigningSecret();

function signed(secret = SECRET, at = NOW) {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  return { id: ID, timestamp, signature: new Webhook(secret).sign(ID, at, BODY), body: BODY };
}

test("what svix signs is verified, beside signatures with other secrets and of other kinds", () => {
  expect(verifySignature(signed(), SECRET, NOW)).toBe(true);
  const { signature } = signed();
  const other = signed(newSigningSecret()).signature;
  expect(verifySignature({ ...signed(), signature: `v1a,${"A".repeat(86)} ${other} ${signature}` }, SECRET, NOW)).toBe(
    true,
  );
  expect(verifySignature({ ...signed(), signature: other }, SECRET, NOW)).toBe(false);
});

test.each([-301, 301])("what is %i seconds off is refused", (seconds) => {
  const at = new Date(NOW.getTime() + seconds * 1_000);
  expect(verifySignature(signed(SECRET, at), SECRET, NOW)).toBe(false);
  expect(verifySignature(signed(SECRET, new Date(NOW.getTime() + Math.sign(seconds) * 299_000)), SECRET, NOW)).toBe(
    true,
  );
});

test.each([
  ["another body", { body: `${BODY} ` }],
  ["another id", { id: "msg_other" }],
  ["no id", { id: "" }],
  ["another time", { timestamp: String(Math.floor(NOW.getTime() / 1_000) + 1) }],
  ["no time", { timestamp: "" }],
  ["a time that is none", { timestamp: "1e9" }],
  ["no signature", { signature: "" }],
  ["half a signature", { signature: signed().signature.slice(0, 20) }],
  ["a signature without its version", { signature: signed().signature.slice(3) }],
])("%s is refused", (_, change) => {
  expect(verifySignature({ ...signed(), ...change }, SECRET, NOW)).toBe(false);
});

test("a flipped byte of the body or the signature is refused", () => {
  for (let at = 0; at < BODY.length; at++) {
    const body = BODY.slice(0, at) + String.fromCharCode(BODY.charCodeAt(at) ^ 1) + BODY.slice(at + 1);
    expect(verifySignature({ ...signed(), body }, SECRET, NOW)).toBe(false);
  }
  const { signature } = signed();
  for (let at = 3; at < signature.length - 2; at++) {
    const flipped = signature.slice(0, at) + (signature[at] === "A" ? "B" : "A") + signature.slice(at + 1);
    expect(verifySignature({ ...signed(), signature: flipped }, SECRET, NOW)).toBe(false);
  }
});

test("nothing is signed with an empty secret", () => {
  expect(verifySignature(signed(), "whsec_", NOW)).toBe(false);
});
