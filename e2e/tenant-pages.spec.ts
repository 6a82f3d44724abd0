import { expect, test } from "playwright/test";
import { type Embedded, openEmbedded } from "@/lib/store/engine/embedded/embedded";
import { ensureSecrets } from "@/lib/store/engine/secrets";
import { openStore, type Store } from "@/lib/store/engine/store";
import { ACTORS, type Actor, type Caller, callerOf, isKey } from "@/lib/testing/matrix/actors";
import { askedOf } from "@/lib/testing/matrix/asked";
import { FORGED } from "@/lib/testing/matrix/forged";
import { type Entry, readPages } from "@/lib/testing/matrix/inventory";
import { leaksIn } from "@/lib/testing/matrix/leaks";
import { type Asked, type Outcome, outcomeOf } from "@/lib/testing/matrix/outcome";
import { type Case, POLICY } from "@/lib/testing/matrix/policy";
import { changesBetween, isOf, type Snapshot, type Table, takeSnapshot, told } from "@/lib/testing/matrix/snapshot";
import { addWorld, makeWorld, tablesOf, type World } from "@/lib/testing/matrix/world";

/**
 * What app/tenant-matrix.test.ts asks of functions, asked of the server: every page, layouts and all, by everybody who
 * may have a cookie; and what only a server does, which is to call actions and next-auth. Its database has other stories
 * in it too, so three teams are put beside them.
 */
const PEOPLE = ACTORS.filter((actor) => !isKey(actor));

/** What the worker writes about anybody's numbers and mails, whoever looks at a page. */
const OF_THE_HOUSE = /^(series_|rollup_|mail |attempt |ingest_|change_mark|limit_)/;

let database: Embedded;
let store: Store;
let world: World;
let tables: Table[];
const callers = new Map<Actor, Caller>();

test.beforeAll(async () => {
  const dataFolder = process.env.STATNEST_DATA ?? "";
  process.env.NEXTAUTH_SECRET = (await ensureSecrets(dataFolder)).NEXTAUTH_SECRET;
  database = await openEmbedded({ dataFolder });
  store = openStore(database.url, { connections: 2 });
  world = await makeWorld();
  tables = await tablesOf(store);
  await addWorld(store, world);
  for (const actor of PEOPLE) callers.set(actor, await callerOf(world, actor));
});

test.afterAll(async () => {
  await store.close();
  await database.release();
});

// Mails that are kept at this machine are shown at this machine, where these tests run: e2e/mailbox.ts reads them.
const pages = readPages().filter(({ path }) => !path.startsWith("/dev/"));
const cases = pages.flatMap((entry) =>
  (POLICY[entry.name] ?? []).map((each) => ({
    entry,
    each,
    title: [entry.name, each.name].filter(Boolean).join(", "),
  })),
);

for (const { entry, each, title } of cases) {
  test(title, async () => {
    const before = await snapshot();
    const faults: string[] = [];
    for (const actor of PEOPLE) faults.push(...(await faultsFor(entry, each, actor)));
    const changes = changesBetween(before, await snapshot()).map((change) => `looking left ${told(change)}`);
    expect([...faults, ...changes]).toEqual([]);
  });
}

test("asking with HEAD for every page and address as an owner changes nothing", async () => {
  const before = await snapshot();
  for (const { entry, each } of cases) await open(entry, "owner", askedOf({ entry, each }, world, "owner"), "HEAD");
  for (const path of ["/api/v1/stats", "/api/v1/team", "/settings/export", "/live", "/ez", "/api/auth/signout"]) {
    await fetch(address(path), { method: "HEAD", headers: headersOf("owner"), redirect: "manual" });
  }
  expect(changesBetween(before, await snapshot()).map(told)).toEqual([]);
});

test("a form is taken from our own pages alone", async () => {
  const page = await (await fetch(address("/teams/new"), { headers: headersOf("admin") })).text();
  const send = (headers: Record<string, string>) => submit("/teams/new", page, { name: "fresh", zone: "UTC" }, headers);
  const { userId } = world.left.people.admin;
  const teams = () => store.prisma.membership.count({ where: { userId } });
  for (const [how, headers] of Object.entries(FORGED)) {
    await send(headers);
    expect(await teams(), how).toBe(1);
  }
  await send({});
  expect(await teams()).toBe(2);
});

test("next-auth says of a session who it is and nothing else, and ends none without its own token", async () => {
  for (const actor of PEOPLE) {
    const answer = await fetch(address("/api/auth/session"), { headers: headersOf(actor) });
    const { userId } = actor === "anonymous" ? { userId: undefined } : personOf(actor);
    expect(await answer.json()).toEqual(
      userId === undefined ? {} : { user: { id: userId }, expires: expect.any(String) },
    );
  }
  const sessions = () => store.prisma.userSession.count({ where: { userId: world.left.people.owner.userId } });
  const before = await sessions();
  for (const headers of [{}, ...Object.values(FORGED)]) {
    for (const action of ["signout", "callback/credentials"]) {
      await fetch(address(`/api/auth/${action}`), {
        method: "POST",
        headers: given({ ...headersOf("owner"), "content-type": "application/x-www-form-urlencoded", ...headers }),
        body: new URLSearchParams({
          email: world.left.people.owner.email,
          password: "seven quiet eagles",
          csrfToken: "x",
        }),
        redirect: "manual",
      });
    }
  }
  expect(await sessions()).toBe(before);
});

/** What is wrong when this actor opens the page of left's things, and in each place of right's and of nobody's. */
async function faultsFor(entry: Entry, each: Case, actor: Actor): Promise<string[]> {
  const expected = each.may[actor];
  const own = await open(entry, actor, askedOf({ entry, each }, world, actor));
  const faults = faultsOf(own, actor, each, expected);
  for (const place of Object.keys(each.ids ?? {})) {
    const otherwise = expected === "allowed" ? (each.absent ?? "not found") : expected;
    const missing = await open(entry, actor, askedOf({ entry, each }, world, actor, place, "missing"));
    const foreign = await open(entry, actor, askedOf({ entry, each }, world, actor, place, "right"));
    faults.push(...faultsOf(missing, actor, each, otherwise).map((fault) => `for a missing ${place}: ${fault}`));
    // What is right's is the stranger's own.
    const compared = actor === "stranger" ? own : expected === "allowed" ? foreign : own;
    if (actor !== "stranger")
      faults.push(...faultsOf(foreign, actor, each, otherwise).map((fault) => `for a foreign ${place}: ${fault}`));
    faults.push(
      ...differencesOf(compared, missing).map(
        (where) => `${actor} is told a foreign ${place} from a missing one: ${where}`,
      ),
    );
  }
  return faults;
}

function differencesOf(one: Opened, other: Opened): string[] {
  const [a, b] = [piecesOf(one), piecesOf(other)];
  return [...a.filter((piece) => !b.includes(piece)), ...b.filter((piece) => !a.includes(piece))];
}

interface Opened {
  outcome: Outcome;
  text: string;
  asked: Asked;
}

function faultsOf({ outcome, text, asked }: Opened, actor: Actor, each: Case, expected: Outcome): string[] {
  const caller = callers.get(actor) as Caller;
  const leaks = leaksIn(text, caller, JSON.stringify(asked), each.tells?.(caller.tenant ?? world.left, world.left));
  return [
    ...(outcome === expected ? [] : [`${actor} is ${outcome} instead of ${expected}`]),
    ...leaks.map((leak) => `${actor} is told ${leak}`),
  ];
}

async function open(entry: Entry, actor: Actor, asked: Asked, method = "GET"): Promise<Opened> {
  const { params = {}, query = {} } = asked;
  const path = entry.path.replace(/\[(\w+)\]/g, (_, name) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams(query);
  const answer = await fetch(`${address(path)}?${search}`, { method, headers: headersOf(actor), redirect: "manual" });
  const location = answer.headers.get("location");
  const text = [location ?? "", await answer.text()].join("\n");
  return { outcome: outcomeOf(answer.status, location), text, asked };
}

/**
 * The elements and texts of a page in alphabetical order, without what was asked for. What is streamed comes in the
 * order in which it was ready, so that order says nothing; scripts repeat what the page says.
 */
function piecesOf({ text, asked }: Opened): string[] {
  const said = JSON.stringify(asked).match(/[\w~-]{6,}/g) ?? [];
  const whole = said.sort((a, b) => b.length - a.length).reduce((left, word) => left.replaceAll(word, "·"), text);
  // Each page has a nonce of its own.
  const lasting = whole.replace(/<script[\s\S]*?<\/script>| nonce="[^"]*"/g, "");
  const pieces = lasting.split(/(?=<)/);
  return pieces.filter((piece) => !/^<(template|\/|!--|div hidden)/.test(piece)).sort();
}

/** Sends the page's first form as a browser without JavaScript would. */
async function submit(path: string, page: string, fields: Record<string, string>, headers: Record<string, string>) {
  const form = new FormData();
  const [, inputs = ""] = /<main[\s\S]*?<form[^>]*>([\s\S]*?)<\/form>/.exec(page) ?? [];
  for (const [input] of inputs.matchAll(/<input type="hidden"[^>]*>/g)) {
    const [, name = ""] = /name="([^"]*)"/.exec(input) ?? [];
    const [, value = ""] = /value="([^"]*)"/.exec(input) ?? [];
    form.set(name, value.replaceAll("&quot;", '"').replaceAll("&amp;", "&"));
  }
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const { "content-type": type, ...rest } = headers;
  const body = type === undefined ? form : await new Response(form).text();
  const more: Record<string, string> = type === undefined ? {} : { "content-type": type };
  await fetch(address(path), {
    method: "POST",
    headers: given({ ...headersOf("admin"), ...rest, ...more }),
    body,
    redirect: "manual",
  });
}

function headersOf(actor: Actor): Record<string, string> {
  const { cookie } = callers.get(actor)?.headers ?? {};
  const origin = process.env.BASE_URL ?? "";
  return { origin, "sec-fetch-site": "same-origin", ...(cookie === undefined ? {} : { cookie }) };
}

function given(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ""));
}

function personOf(actor: Exclude<Actor, "anonymous">) {
  if (actor === "stranger") return world.right.people.owner;
  if (actor === "guest") return world.guest.people.owner;
  return world.left.people[actor as keyof typeof world.left.people];
}

function address(path: string): string {
  return `${process.env.BASE_URL}${path}`;
}

/** The rows of the three teams. */
async function snapshot(): Promise<Snapshot> {
  const all = await takeSnapshot(store, tables);
  const { left, right, guest } = world;
  return new Map(
    [...all].filter(([at, row]) => !OF_THE_HOUSE.test(at) && [left, right, guest].some((tenant) => isOf(tenant, row))),
  );
}
