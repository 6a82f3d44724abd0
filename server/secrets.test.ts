import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dump } from "@/lib/testing/rows";
import { scratchDatabase } from "@/lib/testing/scratch";
import {
  type Account,
  buildEverything,
  cleanUp,
  createAccount,
  newDataFolder,
  type Running,
  startStatnest,
  statusOf,
  until,
} from "./testing/running";
import { type Visitor, visitor } from "./testing/visitor";

/** Everything that opens something, by what it is, as it went over the wire in this test. */
const secrets = new Map<string, string>();
let statnest: Running;
let operator: Account;
let dataFolder: string;
let databaseUrl: string;

/** A word that was never seen before. */
function canary(what: string): string {
  return `${what}-${randomBytes(16).toString("hex")}`;
}

function secret(what: string): string {
  return seen(what, canary(what.replaceAll(/\W+/g, "-")));
}

function seen(what: string, value: string | undefined): string {
  if (value === undefined) throw new Error(`there was no ${what}`);
  secrets.set(what, value);
  return value;
}

beforeAll(async () => {
  await buildEverything();
  dataFolder = await newDataFolder();
  databaseUrl = await scratchDatabase();
  const environment = {
    DATABASE_URL: databaseUrl,
    STATNEST_DATA: dataFolder,
    NEXTAUTH_SECRET: secret("session secret"),
    CRON_SECRET: secret("cron secret"),
    STATNEST_LOG_LEVEL: "debug",
  };
  statnest = await startStatnest(environment);
  operator = await createAccount(environment);
  for (const [what, key] of Object.entries(operator)) if (/key$/.test(what)) seen(`operator's ${what}`, key);
}, 600_000);

afterAll(cleanUp, 60_000);

const EMAIL = `${canary("ada")}@example.com`;
const NEW_EMAIL = `${canary("new")}@example.com`;
const STAT = canary("stat");

test("no password, key, cookie, token or secret of ours is ever in a log or in the database", async () => {
  const ada = visitor(statnest.url);
  const ezkey = await signUpAndConfirm(ada);
  await signInWrongAndRight();
  await useLinks();
  await changeThings(ada);
  await useKeys(ezkey);
  await callAsScheduler();
  await useNextAuth();
  await failHalfway();
  for (const [index, [name, value]] of ada.cookies.entries()) if (value !== "") seen(`cookie ${name} ${index}`, value);

  expect(secrets.size).toBeGreaterThan(30);
  const running = statnest.output();
  await statnest.end();
  const pool = new pg.Pool({ connectionString: databaseUrl });
  const rows = [...(await dump(pool))].flatMap(([table, list]) => list.map((row) => `${table} ${row}`));
  await pool.end();

  // The search has teeth: it finds what is kept on purpose, and what is logged on purpose.
  expect(placesOf(NEW_EMAIL, rows)).toEqual(expect.arrayContaining(['"app_user"', '"audit_event"']));
  expect(placesOf(STAT, rows)).toContain('"stat"');
  expect(placesOf(ezkey.slice(0, 10), rows)).toContain('"api_key"');
  for (const said of ["account.signed_in", "a form failed"])
    expect(placesOf(said, running.split("\n"))).not.toEqual([]);

  const leaks = [...secrets].flatMap(([what, value]) => [
    ...placesOf(value, rows).map((table) => `${what} in ${table}`),
    ...placesOf(value, statnest.output().split("\n")).map((line) => `${what} in the log: ${line}`),
  ]);
  expect(leaks).toEqual([]);
  expectOneObjectALine(running);
}, 240_000);

test("the search finds a secret however it is written", () => {
  const value = canary("needle");
  const written = [
    value,
    value.slice(8, -8),
    Buffer.from(value).toString("hex"),
    Buffer.from(value).toString("base64"),
  ];
  for (const text of written) expect([text, placesOf(value, [`table (1,"${text}")`])]).toEqual([text, ["table"]]);
  expect(placesOf(value, [`table (1,"${canary("needle")}")`])).toEqual([]);
});

/** In which of some texts a secret is, whole or in part, as it is or as it is usually written differently. */
function placesOf(value: string, texts: string[]): string[] {
  const middle = value.slice(Math.max(0, value.length / 2 - 8), value.length / 2 + 8);
  const bytes = Buffer.from(value);
  const forms = [middle, bytes.toString("hex"), bytes.toString("base64").replace(/=+$/, ""), encodeURIComponent(value)];
  const found = texts.filter((text) => forms.some((form) => text.includes(form)));
  return [...new Set(found.map((text) => text.split(" ")[0] ?? ""))];
}

/** From when it was ready on; what the supervisor says to whoever starts it is for people. */
function expectOneObjectALine(output: string): void {
  const lines = output.slice(output.indexOf(" is ready")).split("\n").slice(2);
  const logged = lines.filter((line) => line !== "" && !line.startsWith("  "));
  expect(logged.length).toBeGreaterThan(10);
  for (const line of logged)
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), msg: expect.anything() });
}

async function signUpAndConfirm(ada: Visitor): Promise<string> {
  const password = secret("password");
  const welcome = await ada.submit(await ada.open("/signup"), "Sign up", { email: EMAIL, password });
  expect(welcome.path).toBe("/welcome");
  const ezkey = seen("first key", /sn_in_[0-9A-Za-z]+/.exec(welcome.html)?.[0]);
  await ada.submit(await ada.open(await mailed(EMAIL, "/verify")), "Confirm your address", {});
  return ezkey;
}

async function signInWrongAndRight(): Promise<void> {
  const eve = visitor(statnest.url);
  const wrong = { email: EMAIL, password: secret("wrong password"), next: "/stats" };
  expect((await eve.submit(await eve.open("/signin"), "Sign in", wrong)).html).toContain("is wrong");
  const nobody = { ...wrong, email: "nobody@example.com", password: secret("password of nobody") };
  expect((await eve.submit(await eve.open("/signin"), "Sign in", nobody)).html).toContain("is wrong");
  const short = { email: "x@example.com", password: seen("password too long", canary("long").repeat(5)) };
  expect((await eve.submit(await eve.open("/signup"), "Sign up", short)).path).toBe("/signup");
  const right = { ...wrong, password: secrets.get("password") ?? "" };
  expect((await eve.submit(await eve.open("/signin"), "Sign in", right)).path).toBe("/stats");
  keepCookies("second browser", eve);
}

/** Somebody asks for links by mail, opens them and uses them, and tries each once more. */
async function useLinks(): Promise<void> {
  const link = visitor(statnest.url);
  await link.submit(await link.open("/signin"), "Sign in", { email: EMAIL, by: "link" });
  const address = await mailed(EMAIL, "/signin/link");
  const page = await link.open(address);
  expect((await link.submit(page, "Sign in by mail", {})).path).toBe("/stats");
  expect((await link.submit(page, "Sign in by mail", {})).html).toContain("used already");
  await link.open(address);
  await link.open(address.replace(/token=.{4}/, `token=${secret("made-up token")}`));
  keepCookies("browser of a link", link);

  const reset = visitor(statnest.url);
  await reset.submit(await reset.open("/forgot"), "Forgot your password?", { email: EMAIL });
  const opened = await reset.open(await mailed(EMAIL, "/reset"));
  const password = secret("password after a reset");
  expect((await reset.submit(opened, "Choose a password", { password })).path).toBe("/stats");
  keepCookies("browser of a reset", reset);
}

/** What a signed-in person changes of their account. */
async function changeThings(ada: Visitor): Promise<void> {
  const current = secrets.get("password after a reset") ?? "";
  const back = { email: EMAIL, password: current, next: "/stats" };
  await ada.submit(await ada.open("/signin"), "Sign in", back);
  const you = await ada.open("/settings/you");
  const wrong = { currentPassword: secret("wrong password in the settings"), password: secret("password never set") };
  expect((await ada.submit(you, "Change the password", wrong)).html).toContain("is not your password");
  const right = { currentPassword: current, password: secret("password changed") };
  expect((await ada.submit(you, "Change the password", right)).html).toContain("Your password is changed");
  const change = { email: NEW_EMAIL, currentPassword: right.password };
  await ada.submit(await ada.open("/settings/you"), "Change the address", change);
  const changed = await ada.submit(await ada.open(await mailed(NEW_EMAIL, "/email")), "Change your address", {});
  expect(changed.path).toBe("/settings/you?address=changed");
  const made = await ada.submit(await ada.open("/settings/keys"), "New key", { name: "web", kind: "manage" });
  seen("key made on the page", /sn_rw_[0-9A-Za-z]{20,}/.exec(made.html)?.[0]);
}

/** Numbers and calls with good keys and bad ones, wherever a key can be. */
async function useKeys(ezkey: string): Promise<void> {
  const { url } = statnest;
  const bad = seen("bad key", `${ezkey.slice(0, -12)}${randomBytes(6).toString("hex")}`);
  const statuses: number[] = [];
  for (const key of [ezkey, bad, secret("no key at all")]) {
    const one = new URLSearchParams({ ezkey: key, stat: STAT, count: "1" });
    statuses.push(await statusOf(`${url}/ez`, { method: "POST", body: one }));
    statuses.push(await statusOf(`${url}/ez?${one}`));
    await statusOf(`${url}/ez`, { method: "POST", body: `{"ezkey":"${key}","data":[{"stat":` });
    const bearer = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const body = JSON.stringify({ stat: STAT, count: 1 });
    statuses.push(await statusOf(`${url}/api/v1/points`, { method: "POST", headers: bearer, body }));
    await statusOf(`${url}/api/v1/points`, { method: "POST", headers: bearer, body: `{"key":"${key}` });
    await statusOf(`${url}/api/v1/stats?key=${key}`, { headers: { "x-api-key": key } });
    await statusOf(`${url}/c?key=${key}&ukey=${key}&count=1`);
    await statusOf(`${url}/x/${key}/list`);
    await statusOf(`${url}/nowhere?token=${key}`, { headers: { authorization: `Basic ${btoa(`x:${key}`)}` } });
  }
  // StatHat's dialect says what is wrong in a body, with 200.
  expect(statuses).toEqual([204, 204, 200, 200, 200, 401, 200, 200, 401]);

  const manage = secrets.get("key made on the page") ?? "";
  const headers = { authorization: `Bearer ${manage}`, "content-type": "application/json" };
  const call = async (path: string, body: object) => {
    const answer = await fetch(`${url}/api/v1${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    return (await answer.json()) as Record<string, string>;
  };
  const made = await call("/keys", { name: canary("key"), kind: "read" });
  seen("key made by the API", made.key);
  seen("key after rotation", (await call(`/keys/${made.id}/rotate`, {})).key);
  const guest = `${canary("guest")}@example.com`;
  await call("/invitations", { email: guest, role: "viewer" });
  await visitor(url).open(await mailed(guest, "/invitation"));
}

async function callAsScheduler(): Promise<void> {
  const tick = (token: string) => {
    return statusOf(`${statnest.url}/api/cron/tick`, { method: "POST", headers: { authorization: `Bearer ${token}` } });
  };
  expect(await tick(secrets.get("cron secret") ?? "")).toBe(200);
  expect(await tick(secret("wrong cron secret"))).toBe(401);
}

/** The routes of next-auth are a door of their own. */
async function useNextAuth(): Promise<void> {
  const answer = await fetch(`${statnest.url}/api/auth/csrf`);
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  const fields = { csrfToken, email: NEW_EMAIL, password: secrets.get("password changed") ?? "", json: "true" };
  for (const password of [fields.password, secret("wrong password to next-auth")]) {
    const body = new URLSearchParams({ ...fields, password });
    const signedIn = await fetch(`${statnest.url}/api/auth/callback/credentials`, {
      method: "POST",
      headers: { cookie },
      body,
      redirect: "manual",
    });
    for (const set of signedIn.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/session/.test(name) && value !== "") seen(`next-auth's ${name}`, value);
    }
  }
  expect([...secrets.keys()].some((what) => what.startsWith("next-auth's"))).toBe(true);
}

/** What goes wrong in the database is logged as it is told there, in the middle of everything that carries a secret. */
async function failHalfway(): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const eve = visitor(statnest.url);
  const [signUp, signIn] = [await eve.open("/signup"), await eve.open("/signin")];
  await client.query("ALTER TABLE audit_event RENAME TO away");
  try {
    const email = `${canary("failed")}@example.com`;
    await eve.submit(signUp, "Sign up", { email, password: secret("password of a sign-up that failed") });
    const password = secrets.get("password changed") ?? "";
    await eve.submit(signIn, "Sign in", { email: NEW_EMAIL, password, next: "/stats" });
    const key = secrets.get("key made on the page") ?? "";
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const body = JSON.stringify({ name: "never made", kind: "read" });
    expect(await statusOf(`${statnest.url}/api/v1/keys?key=${key}`, { method: "POST", headers, body })).toBe(500);
  } finally {
    await client.query("ALTER TABLE away RENAME TO audit_event");
    await client.end();
  }
  keepCookies("browser of what failed", eve);
}

/** The path of the newest link of a kind that was mailed to an address; its token is a secret from here on. */
async function mailed(email: string, path: string): Promise<string> {
  let found = "";
  await until(async () => {
    const folder = join(dataFolder, "mail");
    for (const name of (await readdir(folder)).filter((each) => each.endsWith(".json")).sort()) {
      const mail = JSON.parse(await readFile(join(folder, name), "utf8")) as { to: string; text: string };
      const link = mail.to === email ? /https?:\/\/[^\s/]+(\/\S*token=([\w-]+)\S*)/.exec(mail.text) : null;
      if (link?.[1]?.startsWith(path)) found = link[1];
    }
    return found !== "";
  });
  seen(`token of ${path} ${secrets.size}`, /token=([\w-]+)/.exec(found)?.[1]);
  return found;
}

function keepCookies(whose: string, { cookies }: Visitor): void {
  for (const [index, [name, value]] of cookies.entries()) if (value !== "") seen(`${whose}: ${name} ${index}`, value);
}
