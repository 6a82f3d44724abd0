import { expect, test } from "vitest";
import type { ChannelTarget } from "@/lib/domain/channel";
import { openTarget, sealTarget } from "./seal";

const ID = "0190aaaa-bbbb-7ccc-8ddd-eeeeffff0000";
const OTHER_ID = "0190aaaa-bbbb-7ccc-8ddd-eeeeffff0001";
const SECRET = "a secret for tests, long enough";

test.each<ChannelTarget>([
  { kind: "email", address: "a@example.com" },
  { kind: "webhook", url: "https://example.com/hook?t=1", secrets: ["whsec_a", "whsec_b"], shape: "alertmanager" },
  { kind: "slack", url: "https://hooks.slack.com/services/T/B/x" },
  { kind: "pagerduty", routingKey: "0123456789abcdef0123456789abcdef" },
])("what is sealed opens again: %j", (target) => {
  expect(openTarget(sealTarget(target, ID, SECRET), ID, SECRET)).toEqual(target);
});

const TARGET: ChannelTarget = { kind: "slack", url: "https://hooks.slack.com/services/canary" };

test("nothing of it can be read, and twice the same is sealed differently", () => {
  const [one, two] = [sealTarget(TARGET, ID, SECRET), sealTarget(TARGET, ID, SECRET)];
  expect(Buffer.from(one).includes("canary")).toBe(false);
  expect(one).not.toEqual(two);
});

test("no byte of it can be changed, cut off or added", () => {
  const sealed = sealTarget(TARGET, ID, SECRET);
  for (let at = 0; at < sealed.length; at++) {
    const changed = Uint8Array.from(sealed, (byte, place) => (place === at ? byte ^ 1 : byte));
    expect(() => openTarget(changed, ID, SECRET)).toThrow();
    expect(() => openTarget(sealed.subarray(0, at), ID, SECRET)).toThrow();
  }
  expect(() => openTarget(Uint8Array.from([...sealed, 0]), ID, SECRET)).toThrow();
});

test("it opens neither as another channel's nor with another secret", () => {
  const sealed = sealTarget(TARGET, ID, SECRET);
  expect(() => openTarget(sealed, OTHER_ID, SECRET)).toThrow();
  expect(() => openTarget(sealed, ID, `${SECRET}.`)).toThrow();
});
