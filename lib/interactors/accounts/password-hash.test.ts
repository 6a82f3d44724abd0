import { expect, test, vi } from "vitest";
import { refusalOf } from "@/lib/testing/refusal";
import { AT_ONCE, hashPassword, passwordMatches } from "./password-hash";

const running = vi.hoisted(() => ({ now: 0, most: 0, ends: [] as (() => void)[] }));
vi.mock("@node-rs/argon2", () => {
  const work = async (answer: unknown) => {
    running.now += 1;
    running.most = Math.max(running.most, running.now);
    await new Promise<void>((resolve) => running.ends.push(resolve));
    running.now -= 1;
    return answer;
  };
  return { hash: () => work("a hash"), verify: () => work(false) };
});

test("a core is left free while hashes are made and a hundred wait; whoever comes on top is told to try again", async () => {
  const asked = Array.from({ length: AT_ONCE + 100 }, (_, at) =>
    at % 2 === 0 ? hashPassword("x") : passwordMatches(null, "x"),
  );
  const refusal = await refusalOf(hashPassword("x"));
  expect(refusal).toMatchObject({ code: "unavailable", more: { retryAfterSeconds: 2 } });
  let done = 0;
  for (const each of asked) void each.then(() => done++);
  while (done < asked.length) {
    running.ends.shift()?.();
    await new Promise(setImmediate);
  }
  expect(running.most).toBe(AT_ONCE);
});
