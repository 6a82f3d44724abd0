import { hashPassword } from "@/lib/interactors/accounts/password-hash";
import { openStore, type Store } from "@/lib/store/engine/store";
import { makeAccount } from "./account";
import { ask, countOne, type Door, openDoor } from "./door";
import { machine } from "./machine";
import { inOwnDatabase } from "./own-database";
import { paced, show, summary } from "./paced";
import type { Ending } from "./series/ending";

/**
 * People sign in with their passwords, 20 a second, each from an address of their own, while numbers come in at a steady
 * rate: milliseconds of signing in, and of ingest beside what it took just before without anybody signing in. Each
 * wait is counted from when the request was due, so that one that holds up the next is seen twice.
 *
 *   DATABASE_URL=postgresql://… node bench/run.js sign-in [seconds]
 *
 * makes a database of its own beside the one named and drops it at the end.
 */
const SIGN_INS_PER_SECOND = 20;
const POINTS_PER_SECOND = 400;
const TEAMS_THAT_SEND = 10;
const PASSWORD = "seven quiet eagles";
/** Until what a sign-in runs through has been compiled. */
const WARM_SECONDS = 20;
const TARGETS = { signInP95: 150, ingestRatio: 1.5 };

const seconds = Number(process.argv[3] ?? 30);

await inOwnDatabase(main);

async function main(url: string, ending: Ending): Promise<void> {
  console.log(machine());
  const store = openStore(url);
  const people = await makePeople(store, SIGN_INS_PER_SECOND * (WARM_SECONDS + seconds));
  await store.close();
  const door = await openDoor(url, ending);

  const csrf = await ask(door, { path: "/api/auth/csrf" });
  const token = JSON.parse(String(csrf.body)).csrfToken;
  const cookie = (csrf.headers["set-cookie"] ?? []).map((each) => each.split(";")[0]).join("; ");
  const point = (i: number) => countOne(door, people[i % TEAMS_THAT_SEND]?.ezkey ?? "");
  const signIn = (i: number) => enter(door, { token, cookie, email: people[i]?.email ?? "", i });

  const warm = SIGN_INS_PER_SECOND * WARM_SECONDS;
  await Promise.all([paced(POINTS_PER_SECOND, WARM_SECONDS, point), paced(SIGN_INS_PER_SECOND, WARM_SECONDS, signIn)]);
  const alone = summary(await paced(POINTS_PER_SECOND, seconds, point));
  const [beside, entered] = await Promise.all([
    paced(POINTS_PER_SECOND, seconds, point).then(summary),
    paced(SIGN_INS_PER_SECOND, seconds, (i) => signIn(i + warm)).then(summary),
  ]);
  const ratio = beside.p99 / alone.p99;
  show(`signing in, ${SIGN_INS_PER_SECOND}/s`, entered, `target p95 ≤ ${TARGETS.signInP95} ms`);
  show(`ingest alone, ${POINTS_PER_SECOND}/s`, alone, "");
  show("ingest beside it", beside, `p99 ${ratio.toFixed(2)} × alone, target ≤ ${TARGETS.ingestRatio} ×`);
}

interface Somebody {
  email: string;
  ezkey: string;
}

/** One hash for all: they are people with the same password. */
async function makePeople(store: Store, count: number): Promise<Somebody[]> {
  const passwordHash = await hashPassword(PASSWORD);
  const people: Somebody[] = [];
  for (let i = 0; i < count; i++) {
    const email = `person-${i}@example.com`;
    people.push({ email, ezkey: (await makeAccount(store, email, { passwordHash })).ezkey });
  }
  return people;
}

interface Entering {
  token: string;
  cookie: string;
  email: string;
  i: number;
}

/** As our own form and next-auth's do: with a password, to a session's cookie. */
async function enter(door: Door, { token, cookie, email, i }: Entering): Promise<void> {
  const body = String(new URLSearchParams({ csrfToken: token, email, password: PASSWORD, json: "true" }));
  const headers = { cookie, "x-forwarded-for": `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}` };
  const answer = await ask(door, { path: "/api/auth/callback/credentials", body, headers });
  const cookies = answer.headers["set-cookie"] ?? [];
  if (!cookies.some((each) => each.includes("session-token"))) {
    throw new Error(`${email}: ${answer.status} ${answer.body}`);
  }
}
