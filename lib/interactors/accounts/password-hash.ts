import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import { Refusal } from "@/lib/errors";

// OWASP's first choice for argon2id (its number 2 in the enum, which isolatedModules keeps out of reach).
const ARGON2ID = 2;
const PARAMETERS = { algorithm: ARGON2ID, memoryCost: 47_104, timeCost: 1, parallelism: 1 };
const CURRENT = "$argon2id$v=19$m=47104,t=1,p=1$";

/** A hash of nothing anybody knows, so that an unknown address costs as much time as a wrong password. */
const DUMMY = "$argon2id$v=19$m=47104,t=1,p=1$c3RhdG5lc3Qgbm9ib2R5IQ$Zm9yIG5vYm9keSBhdCBhbGwsIG5vdCBvbmUgb2YgdXM";

/** Numbers come first all the same: whoever takes them runs at a higher priority. */
export const AT_ONCE = Math.min(4, availableParallelism());
const MOST_WAITING = 100;

interface Gate {
  running: number;
  waiting: (() => void)[];
}
const KEY = Symbol.for("statnest.password-hashes");
type Holder = { [KEY]?: Gate };

/** The encoded argon2id hash to store. Throws a Refusal `unavailable` when too many others wait. */
export async function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, PARAMETERS));
}

/** Whether the password is the one the hash was made of; takes as long when there is no hash. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const matches = await inTurn(() => verify(stored ?? DUMMY, password));
  return stored !== null && matches;
}

/** Whether a stored hash was made with other parameters than today's. */
export function isOutdated(stored: string): boolean {
  return !stored.startsWith(CURRENT);
}

// Each hash takes 46 MiB and a core: a flood of sign-ins waits in line instead of taking the machine.
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const holder = globalThis as Holder;
  holder[KEY] ??= { running: 0, waiting: [] };
  const gate = holder[KEY];
  if (gate.running >= AT_ONCE) {
    if (gate.waiting.length >= MOST_WAITING) {
      throw new Refusal("unavailable", "too many people are signing in at once; try again", { retryAfterSeconds: 2 });
    }
    await new Promise<void>((resolve) => gate.waiting.push(resolve));
  } else {
    gate.running += 1;
  }
  try {
    return await work();
  } finally {
    const next = gate.waiting.shift();
    if (next) next();
    else gate.running -= 1;
  }
}
