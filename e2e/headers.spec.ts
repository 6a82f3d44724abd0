import { connect } from "node:net";
import { type BrowserContext, expect, type Page, test } from "playwright/test";
import { readPages, readRouteAddresses } from "@/lib/testing/matrix/inventory";
import { CANARY } from "@/lib/testing/payloads";
import { post, signUp } from "./cast";
import { nonceOf, parsePolicy, strangeScripts, watchPolicy, weaknessesOf } from "./policy";

test.describe.configure({ timeout: 180_000 });

/** What is asked for decides what an answer may be used for by others. */
type Surface = "page" | "data" | "file" | "numbers" | "script" | "shown" | "embed";

function surfaceOf(path: string): Surface {
  if (/^\/(embed\/.|badge\/[^/]+$|oembed$)/.test(path)) return "embed";
  if (/^\/(c|v|ez|api\/v1\/points)$/.test(path)) return "numbers";
  if (/^\/(s\/[^/]+\/.|stats\/[^/]+\/csv\/)/.test(path)) return "shown";
  if (path.startsWith("/javascripts/")) return "script";
  if (/^\/(_next\/static\/|[^/]+\.(svg|png|ico|txt)$)/.test(path)) return "file";
  return /^\/(api\/|x\/|a1\/|healthz$|readyz$)/.test(path) ? "data" : "page";
}

const FOR_OTHER_SITES: Surface[] = ["numbers", "script", "shown", "embed"];

interface Told {
  path: string;
  status: number;
  headers: Headers;
  body: string;
}

async function ask(path: string, more: RequestInit = {}): Promise<Told> {
  const answer = await fetch(`${process.env.BASE_URL}${path}`, { redirect: "manual", ...more });
  const { status, headers } = answer;
  if (!headers.get("content-type")?.startsWith("text/event-stream"))
    return { path, status, headers, body: await answer.text() };
  await answer.body?.cancel();
  return { path, status, headers, body: "" };
}

/** Follows Next to the proper address of a part of a page. */
async function askPart(path: string, more: RequestInit): Promise<Told> {
  const told = await ask(path, more);
  const location = told.headers.get("location") ?? "";
  return /[?&]_rsc\b/.test(location) ? ask(location, more) : told;
}

/** What is wrong with the headers of an answer, in sentences. */
function faultsOf({ path, status, headers }: Told, { https = false, signedIn = false } = {}): string[] {
  // Next's redirect to the same address without its last slash has the headers of our own answers.
  const surface = status === 308 ? "data" : surfaceOf(path.split("?")[0] ?? "");
  const policy = headers.get("content-security-policy") ?? "";
  const ancestors = parsePolicy(policy).get("frame-ancestors")?.join(" ");
  const others = FOR_OTHER_SITES.includes(surface);
  const isRight: Record<string, boolean> = {
    "x-content-type-options": headers.get("x-content-type-options") === "nosniff",
    "referrer-policy": /^(no-referrer|strict-origin-when-cross-origin)$/.test(headers.get("referrer-policy") ?? ""),
    "permissions-policy": headers.get("permissions-policy")?.includes("camera=()") ?? false,
    "content-security-policy":
      surface === "page"
        ? weaknessesOf(policy).length === 0
        : parsePolicy(policy).get("default-src")?.join() === "'none'",
    "frame-ancestors": surface === "embed" || ancestors === "'none'",
    "cross-origin-resource-policy":
      headers.get("cross-origin-resource-policy") === (others ? "cross-origin" : "same-origin"),
    "cross-origin-opener-policy":
      headers.get("cross-origin-opener-policy") === (surface === "embed" ? null : "same-origin"),
    "strict-transport-security": headers.has("strict-transport-security") === https,
    "access-control-allow-origin": others || !headers.has("access-control-allow-origin"),
    "access-control-allow-credentials": !headers.has("access-control-allow-credentials"),
    "x-frame-options": !headers.has("x-frame-options"),
    "x-powered-by": !headers.has("x-powered-by") && !headers.has("server"),
    "set-cookie": surface !== "embed" || !headers.has("set-cookie"),
    "cache-control":
      !signedIn ||
      FOR_OTHER_SITES.includes(surface) ||
      surface === "file" ||
      /private.*no-store/.test(headers.get("cache-control") ?? ""),
  };
  return Object.entries(isRight)
    .filter(([, right]) => !right)
    .map(([name]) => `${path} (${status}): ${name}: ${headers.get(name)}`);
}

/** Every address, with something in place of what stands in brackets. */
function addresses(id: string): string[] {
  const all = [...readPages().map(({ path }) => path), ...readRouteAddresses()];
  return [...new Set(all)].map((path) => path.replace(/\[+(?:\.\.\.)?\w+\]+/g, id)).sort();
}

async function cookieOf(context: BrowserContext): Promise<string> {
  return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
}

/** Somebody new with one stat; the page is on the list. */
async function withStat(page: Page, stat: string): Promise<string> {
  const { ezkey } = await signUp(page);
  await post(ezkey, stat, "count", 1);
  await page.goto("/stats");
  const href = await page.getByRole("link", { name: stat }).getAttribute("href");
  return href?.split("/").at(-1) ?? "";
}

test("every address says what may be done with its answers: found or not, refused or not, to anybody", async ({
  page,
}) => {
  const id = await withStat(page, "signups");
  const cookie = await cookieOf(page.context());
  const faults: string[] = [];
  const judge = async (path: string, more: RequestInit, as: { https?: boolean; signedIn?: boolean } = {}) => {
    faults.push(...faultsOf(await ask(path, more), as));
  };
  for (const path of [...addresses(id), ...addresses("nothing"), "/healthz", "/readyz"]) {
    await Promise.all([
      judge(path, { method: "HEAD" }),
      judge(path, { method: "OPTIONS" }),
      judge(path, { headers: { cookie } }, { signedIn: true }),
      judge(path, { headers: { cookie, rsc: "1" } }, { signedIn: true }),
      judge(path, { headers: { "x-forwarded-proto": "https" } }, { https: true }),
      // Without an origin a change is refused wherever a session is what lets in.
      judge(path, { method: "POST", body: "{", headers: { cookie } }),
      judge(path, { method: "DELETE", headers: { cookie } }),
    ]);
  }
  expect([...new Set(faults)]).toEqual([]);
});

test("what is not there, not understood or too much says so with the same headers", async () => {
  const nowhere = [
    "/nowhere",
    "/a/b/c",
    "/stats/",
    "/embed",
    "/badge/a/b",
    "/oembed/x",
    "/api",
    "/api/v2",
    "/_next/static/x.js",
    "/x.png",
    "/%ff",
  ];
  const faults: string[] = [];
  for (const path of nowhere) {
    for (const method of ["GET", "POST", "PUT"]) faults.push(...faultsOf(await ask(path, { method })));
  }
  const busy = { headers: { "x-forwarded-for": "203.0.113.77" } };
  const many = await Promise.all(Array.from({ length: 700 }, () => ask("/api/v1/team", busy)));
  const limited = many.find(({ status }) => status === 429);
  expect(limited?.status).toBe(429);
  faults.push(...(limited === undefined ? [] : faultsOf(limited)));
  const large = await ask("/stats", { method: "POST", body: "x".repeat(11 * 1024 * 1024) });
  expect(large.status).toBe(413);
  // The api process answers this by itself, with a policy that is stricter than a page's.
  faults.push(...faultsOf({ ...large, path: "/api/" }));
  const [head = ""] = (await raw(`GET / HTTP/1.1\r\nHost: x\r\nCookie: ${"x".repeat(40_000)}\r\n\r\n`)).split(
    "\r\n\r\n",
  );
  expect(head).toContain("431 ");
  faults.push(...faultsOf(toldOf(head)));
  faults.push(...faultsOf(toldOf((await raw("GARBAGE\r\n\r\n")).split("\r\n\r\n")[0] ?? "")));
  expect(faults).toEqual([]);
});

test("files of the build and of public/ are inert, and scripts for other sites may be loaded by them", async () => {
  const { body } = await ask("/docs");
  const own = [...body.matchAll(/(?:src|href)="(\/_next\/static\/[^"]+)"/g)].map(([, path = ""]) => path);
  expect(own.length).toBeGreaterThan(3);
  const files = [
    ...new Set(own),
    "/icon.svg",
    "/robots.txt",
    "/picture-light.png",
    "/javascripts/embed.js",
    "/javascripts/api.js",
  ];
  const told = await Promise.all(files.map((path) => ask(path)));
  expect(told.filter(({ status }) => status !== 200).map(({ path }) => path)).toEqual([]);
  expect(told.flatMap((each) => faultsOf(each))).toEqual([]);
});

test("parts of the engine that nothing uses, and what lies beside the pages, are not there", async () => {
  const { body } = await ask("/docs");
  const scripts = [...new Set([...body.matchAll(/src="(\/_next\/static\/[^"?]+\.js)/g)].map(([, path = ""]) => path))];
  expect(scripts.length).toBeGreaterThan(3);
  const hidden = [
    ...["/_next/image?url=%2Fpicture-light.png&w=640&q=75", "/_next/data/x/stats.json", "/.git/config", "/.git/HEAD"],
    ...["/.env", "/.env.local", "/package.json", "/next.config.js", "/server.js", "/.next/BUILD_ID", "/..%2f.env"],
    ...["/_next/static/..%2f..%2fBUILD_ID", "/_next/server/app/page.js", "/prisma/schema.prisma", "/.statnest/secrets"],
    ...scripts.map((path) => `${path}.map`),
  ];
  const found: string[] = [];
  for (const path of hidden) {
    const { status } = await ask(path);
    if (status !== 404 && status !== 400) found.push(`${path} is ${status}`);
  }
  for (const path of scripts)
    if ((await ask(path)).body.includes("sourceMappingURL")) found.push(`${path} names a map`);
  expect(found).toEqual([]);
});

test("a method that nobody knows is refused without a word of how the server is made", async () => {
  for (const method of ["TRACE", "TRACK", "PROPFIND", "LOCK", "PURGE", "CONNECT", "NONSENSE"]) {
    for (const path of ["/", "/stats", "/api/v1/stats", "/ez"]) {
      const told = await raw(
        `${method} ${method === "CONNECT" ? "x:80" : path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      );
      expect(told, `${method} ${path}`).toMatch(/^HTTP\/1\.1 40[05] /);
      expect(told, `${method} ${path}`).not.toMatch(/at .*\.(js|ts):\d+|node_modules|next\/|stack/i);
    }
  }
  for (const body of ["{", "\u0000", '{"__proto__":{}}', "[".repeat(50_000)]) {
    for (const path of ["/api/v1/stats", "/api/auth/callback/credentials", "/api/cron/tick", "/signin"]) {
      const told = await ask(path, {
        method: "POST",
        body,
        headers: { "content-type": "application/json", "next-action": "x" },
      });
      expect(told.body, path).not.toMatch(/at .*\.(js|ts):\d+|node_modules/);
    }
  }
});

test("a thousand pages have a thousand nonces, and each of their scripts carries its page's", async () => {
  const nonces = new Set<string>();
  const faults: string[] = [];
  for (let round = 0; round < 100; round++) {
    const told = await Promise.all(Array.from({ length: 10 }, () => ask("/goodbye")));
    for (const { headers, body } of told) {
      const nonce = nonceOf(headers.get("content-security-policy"));
      if (nonce !== null) nonces.add(nonce);
      faults.push(...strangeScripts(body, nonce));
    }
  }
  expect(faults).toEqual([]);
  expect(nonces.size).toBe(1_000);
});

test("a nonce that a client brings along is not believed", async () => {
  const brought = "AAAAAAAAAAAAAAAAAAAAAA==";
  const headers = { "x-nonce": brought, "content-security-policy": `script-src 'nonce-${brought}'` };
  for (const path of ["/", "/nowhere", "/signin"]) {
    const told = await ask(path, { headers });
    expect(told.headers.get("content-security-policy"), path).not.toContain(brought);
    expect(told.body, path).not.toContain(brought);
  }
});

test("nothing that a person does in the browser is refused by a page's policy", async ({ page, context }) => {
  const { violations } = await watchPolicy(context, CANARY);
  const faults: string[] = [];
  page.on("pageerror", ({ message }) => faults.push(message));
  const { ezkey } = await signUp(page);
  for (const [stat, amount] of [
    ["signups", 3],
    ["visits", 5],
  ] as const)
    await post(ezkey, stat, "count", amount);
  await page.goto("/stats");
  await page.getByRole("link", { name: "signups" }).click();
  await expect(page.locator("[data-headline]")).toContainText("3");
  const stat = new URL(page.url()).pathname;
  await post(ezkey, "signups", "count", 1);
  await expect(page.locator("[data-headline]")).toContainText("4");
  // After a refresh in place, when the page has been told another nonce than it was opened with.
  for (let turn = 0; turn < 3; turn++)
    await page
      .getByRole("button", { name: /^Theme:/ })
      .first()
      .click();
  await page.getByRole("region", { name: "Chart" }).getByRole("application").focus();
  await page.keyboard.press("End");
  await page.goto("/stats");
  for (const name of ["signups", "visits"]) await page.getByLabel(`Compare ${name}`).check();
  await page.getByRole("button", { name: "Compare 2" }).click();
  await page.waitForURL(/compare\?/);
  const id = stat.split("/").at(-1) ?? "";
  for (const path of addresses(id).filter((each) => surfaceOf(each) === "page" && !each.includes("/api"))) {
    if (isDownload(path)) continue;
    await page.goto(path, { waitUntil: "load" });
  }
  await page.goto("/");
  for (const name of [/docs/i, /numbers|stats/i]) await page.getByRole("link", { name }).first().click();
  expect({ violations, faults }).toEqual({ violations: [], faults: [] });
});

test("two people who ask for the same addresses by turns are never told of each other", async ({ browser }) => {
  const people = await Promise.all(
    ["leftcanary", "rightcanary"].map(async (stat) => {
      const context = await browser.newContext();
      const id = await withStat(await context.newPage(), stat);
      return { stat, id, cookie: await cookieOf(context) };
    }),
  );
  const paths = ["/stats", "/stats?q=canary", "/settings", "/settings/keys", "/api/v1/stats", "/"];
  const ways: Record<string, string>[] = [
    {},
    { rsc: "1" },
    { rsc: "1", "next-router-prefetch": "1" },
    { rsc: "1", "next-router-state-tree": "%5B%22%22%5D" },
    { "x-nextjs-data": "1" },
    { "accept-encoding": "identity", vary: "cookie", "x-forwarded-host": "127.0.0.1" },
    { "x-middleware-prefetch": "1", purpose: "prefetch" },
  ];
  const leaks: string[] = [];
  for (let round = 0; round < 60; round++) {
    const path = paths[round % paths.length] ?? "/";
    const way = ways[round % ways.length] ?? {};
    const address = `${path}${path.includes("?") ? "&" : "?"}_rsc=${round % 5}`;
    const answers = await Promise.all([
      ...people.map(({ cookie }) => askPart(address, { headers: { ...way, cookie } })),
      askPart(address, { headers: way }),
      ...people.map(({ cookie }) => ask(address, { headers: { cookie } })),
    ]);
    for (const [i, { headers, body }] of answers.entries()) {
      const own = i === 2 ? null : people[i % 3];
      const others = people.filter((person) => person !== own);
      leaks.push(
        ...others
          .filter(({ stat, id }) => body.includes(stat) || body.includes(id))
          .map(({ stat }) => `${address} told ${stat} to ${own?.stat}`),
      );
      if (own !== null && !/private.*no-store/.test(headers.get("cache-control") ?? ""))
        leaks.push(`${address} may be kept`);
    }
  }
  expect(leaks).toEqual([]);
});

const ELSEWHERE = [
  ...["//evil.example", "///evil.example", "////evil.example", "https://evil.example", "http://evil.example/stats"],
  ...[
    "https:evil.example",
    "https:/evil.example",
    "HTTPS://evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "\\\\evil.example",
  ],
  ...[
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/ /evil.example",
  ],
  ...[
    "/%09/evil.example",
    "/%2f/evil.example",
    "/%2f%2fevil.example",
    "/%5cevil.example",
    "/.//evil.example",
    "/..//evil.example",
  ],
  ...[
    "/stats/..//evil.example",
    "/stats/../..//evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
  ],
  ...[
    "vbscript:x",
    "blob:https://evil.example/x",
    "//evil.example@localhost",
    "https://localhost@evil.example",
    "//localhost:x@evil.example",
  ],
  ...[
    "/\u2028/evil.example",
    "/\u0000/evil.example",
    "//evil%E3%80%82example",
    "/;//evil.example",
    "evil.example",
    "?//evil.example",
  ],
  ...["//[::1].evil.example", "/\\/\\evil.example", "ftp://evil.example"],
];

test("no address that names another place to go leads there", async ({ page }) => {
  expect(ELSEWHERE.length).toBeGreaterThanOrEqual(40);
  await signUp(page);
  const cookie = await cookieOf(page.context());
  const here = new URL(process.env.BASE_URL ?? "");
  const away: string[] = [];
  const judge = (vector: string, how: string, to: string | null) => {
    if (to === null) return;
    const url = URL.canParse(to, here) ? new URL(to, here) : null;
    // The server calls itself localhost where nobody has said otherwise.
    if (url === null || !["127.0.0.1", "localhost"].includes(url.hostname) || url.port !== here.port)
      away.push(`${how} ${JSON.stringify(vector)}: ${to}`);
  };
  const csrf = await ask("/api/auth/csrf");
  const { csrfToken } = JSON.parse(csrf.body);
  const csrfCookie = csrf.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  for (const vector of ELSEWHERE) {
    const query = `next=${encodeURIComponent(vector)}&callbackUrl=${encodeURIComponent(vector)}&returnTo=${encodeURIComponent(vector)}`;
    judge(vector, "signed in", (await ask(`/signin?${query}`, { headers: { cookie } })).headers.get("location"));
    for (const path of ["/signin", "/signin/link"]) {
      const { body, headers } = await ask(`${path}?${query}`);
      judge(vector, path, headers.get("location"));
      for (const [, next = ""] of body.matchAll(/name="next"[^>]*value="([^"]*)"/g))
        judge(vector, `${path} form`, next);
      if (/(href|action)="[^"]*evil\.example/.test(body.replace(/(href|action)="\/[^"/\\][^"]*"/g, "")))
        away.push(`${path} links to ${vector}`);
    }
    for (const path of ["/api/auth/signin", "/api/auth/signout", "/api/auth/error"]) {
      judge(vector, path, (await ask(`${path}?${query}`)).headers.get("location"));
    }
    for (const path of ["/api/auth/signout", "/api/auth/callback/credentials"]) {
      const told = await ask(path, {
        method: "POST",
        headers: { cookie: csrfCookie, origin: here.origin, "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ csrfToken, callbackUrl: vector }),
      });
      judge(vector, `POST ${path}`, told.headers.get("location"));
      for (const set of told.headers.getSetCookie()) {
        const [, kept] = /callback-url=([^;]*)/.exec(set) ?? [];
        if (kept !== undefined) judge(vector, `${path} kept`, decodeURIComponent(kept));
      }
    }
  }
  expect(away).toEqual([]);
});

function isDownload(path: string): boolean {
  return /\/(export|live)$|\/csv\//.test(path);
}

function toldOf(head: string): Told {
  const [first = "", ...lines] = head.split("\r\n");
  const headers = new Headers(lines.map((line) => line.split(/: (.*)/s, 2) as [string, string]));
  return { path: "/api/", status: Number(first.split(" ")[1]), headers, body: "" };
}

/** What comes for these bytes, until the server hangs up. */
function raw(bytes: string): Promise<string> {
  const { hostname, port } = new URL(process.env.BASE_URL ?? "");
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let told = "";
    socket.on("data", (chunk) => {
      told += chunk;
    });
    socket.on("close", () => resolve(told));
    socket.on("error", reject);
  });
}
