import { Agent, request } from "node:http";
import { availableParallelism, loadavg } from "node:os";
import { hashPassword } from "@/lib/interactors/accounts/password-hash";
import { openStore, type Store } from "@/lib/store/engine/store";
import { insertAccount } from "@/lib/store/records/accounts";
import { transaction } from "@/lib/store/records/transaction";
import { freshDatabase } from "./database";
import { paced, show, summary } from "./paced";
import { type Ending, openEnding } from "./series/ending";
import { SECRET, startServer } from "./series/product";

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
process.env.NEXTAUTH_SECRET = SECRET;

const ending = openEnding();
try {
  await main(ending);
} finally {
  await ending.run();
}

async function main(ending: Ending): Promise<void> {
  const load = loadavg()[0]?.toFixed(1);
  console.log(`${availableParallelism()} cores, load ${load}; Node ${process.version}`);
  const { url, drop } = await freshDatabase();
  ending.add("the database", drop);
  const store = openStore(url);
  const people = await makePeople(store, SIGN_INS_PER_SECOND * (WARM_SECONDS + seconds));
  await store.close();
  const base = await startServer(url, ending);
  const agent = new Agent({ keepAlive: true });
  ending.add("the connections", async () => agent.destroy());

  const csrf = await ask(agent, base, { path: "/api/auth/csrf" });
  const token = JSON.parse(csrf.text).csrfToken;
  const cookie = csrf.cookies.map((each) => each.split(";")[0]).join("; ");
  const point = (i: number) => send(agent, base, people[i % TEAMS_THAT_SEND]?.ezkey ?? "");
  const signIn = (i: number) => enter(agent, base, { token, cookie, email: people[i]?.email ?? "", i });

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
    const team = { name: email, zone: "UTC" };
    const keys = [{ kind: "ingest" as const, name: "bench" }];
    const account = { email, passwordHash, verified: true, team, keys };
    const made = await transaction(store, (tx) => insertAccount(tx, account));
    people.push({ email, ezkey: made?.keys[0] ?? "" });
  }
  return people;
}

async function send(agent: Agent, base: string, ezkey: string): Promise<void> {
  const body = String(new URLSearchParams({ ezkey, stat: "page views", count: "1" }));
  const { status } = await ask(agent, base, { path: "/ez", body });
  if (status !== 204) throw new Error(`a number was answered ${status}`);
}

interface Entering {
  token: string;
  cookie: string;
  email: string;
  i: number;
}

/** As our own form and next-auth's do: with a password, to a session's cookie. */
async function enter(agent: Agent, base: string, { token, cookie, email, i }: Entering): Promise<void> {
  const body = String(new URLSearchParams({ csrfToken: token, email, password: PASSWORD, json: "true" }));
  const headers = { cookie, "x-forwarded-for": `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}` };
  const { status, text, cookies } = await ask(agent, base, { path: "/api/auth/callback/credentials", body, headers });
  if (!cookies.some((each) => each.includes("session-token"))) throw new Error(`${email}: ${status} ${text}`);
}

interface Asked {
  path: string;
  /** A form; without one it is a GET. */
  body?: string;
  headers?: Record<string, string>;
}

interface Answered {
  status: number;
  text: string;
  cookies: string[];
}

function ask(agent: Agent, base: string, { path, body, headers = {} }: Asked): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const form = body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" };
    const method = body === undefined ? "GET" : "POST";
    const sent = request(new URL(path, base), { agent, method, headers: { ...form, ...headers } }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => (text += chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        resolve({ status: answer.statusCode ?? 0, text, cookies: answer.headers["set-cookie"] ?? [] });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
