import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "@/lib/clock";
import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking } from "@/lib/testing/cast";
import { scratchDatabase } from "@/lib/testing/scratch";
import { createAccount } from "./create-account";
import { requestReset } from "./request-reset";
import { requestSignInLink } from "./request-sign-in-link";
import { signIn } from "./sign-in";
import { signUp } from "./sign-up";

const KNOWN = "known@example.com";
const UNKNOWN = "unknown@example.com";
const ROUNDS = 60;
/** On a machine that is busy with something else as well, a quarter of what it takes there. */
const MOST_APART_MS = 5;

let store: Store;
let anyone: Context;

beforeAll(async () => {
  Object.assign(process.env, {
    NEXTAUTH_SECRET: "a secret for tests, long enough",
    STATNEST_LOG_LEVEL: "silent",
    STATNEST_LIMIT_SIGN_UPS_PER_HOUR: "100000",
  });
  store = openStore(await scratchDatabase());
  anyone = { ...asking(store, systemClock, { kind: "anonymous" }), from: { address: "192.0.2.1", agent: "a browser" } };
  const operator = asking(store, systemClock, { kind: "job", name: "test" });
  await createAccount(operator, { email: KNOWN, password: "correct horse" });
  // As many again as the tests add, so that tables are no longer small when they begin.
  for (let at = 0; at < 20; at++) await createAccount(operator, { email: `other-${at}@example.com` });
});
beforeEach(() => store.pool.query("TRUNCATE attempt"));
afterAll(() => store.close());

/** Everything that can be asked about an address by somebody who is not signed in. */
const ways: [string, (email: string) => Promise<unknown>][] = [
  ["signing in with a wrong password", (email) => signIn(anyone, { email, password: "wrong horse" })],
  ["signing up", (email) => signUp(anyone, { email, password: "another horse" })],
  ["asking for a link to sign in", (email) => requestSignInLink(anyone, { email, next: "/stats" })],
  ["asking for another password", (email) => requestReset(anyone, { email })],
];

/** What was answered, without what is drawn by chance. */
async function answered(ask: Promise<unknown>): Promise<unknown> {
  try {
    const answer = await ask;
    return answer && Object.keys(answer);
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, detail: error.detail, more: error.more };
    throw error;
  }
}

describe.each(ways)("%s", (_, ask) => {
  test("is answered the same for an address with an account and without", async () => {
    expect(await answered(ask(KNOWN))).toEqual(await answered(ask(UNKNOWN)));
  });

  test("takes as long for both", { timeout: 120_000 }, async () => {
    const times: Record<string, number[]> = { [KNOWN]: [], [UNKNOWN]: [] };
    for (let round = -5; round < ROUNDS; round++) {
      // By turns, each first as often as last: whatever else the machine does concerns both.
      for (const email of round % 2 === 0 ? [KNOWN, UNKNOWN] : [UNKNOWN, KNOWN]) {
        await store.pool.query("DELETE FROM attempt");
        const start = performance.now();
        await answered(ask(email));
        if (round >= 0) times[email]?.push(performance.now() - start);
      }
    }
    const [known, unknown] = [median(times[KNOWN] ?? []), median(times[UNKNOWN] ?? [])];
    expect(Math.abs(known - unknown)).toBeLessThan(Math.max(MOST_APART_MS, known / 4));
  });
});

function median(list: number[]): number {
  return list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
}
