import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { openLog } from "@/lib/log";
import { type Answered, type Asking, ask } from "@/lib/testing/api";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import * as tick from "./route";

const SECRET = "the secret of the scheduler";
const logged: Record<string, unknown>[] = [];
let scene: ApiScene;

beforeAll(async () => {
  scene = await apiScene({ CRON_SECRET: SECRET });
  const capturing = openLog({ level: "info", role: "web" }, (line) => logged.push(JSON.parse(line)));
  Object.assign(globalThis, { [Symbol.for("statnest.log")]: capturing });
});
beforeEach(() => {
  logged.length = 0;
});
afterAll(async () => {
  delete (globalThis as Record<symbol, unknown>)[Symbol.for("statnest.log")];
  await scene.store.close();
});

function call(authorization: string | null, asking: Asking = {}): Promise<Answered> {
  const headers = { "x-forwarded-for": "192.0.2.7", ...(authorization === null ? {} : { authorization }) };
  return ask(tick, "/api/cron/tick", { method: "POST", headers, ...asking });
}

function expectProblem({ json, headers }: Answered, status: number): void {
  expect(headers.get("content-type")).toBe("application/problem+json");
  expect(headers.get("cache-control")).toContain("no-store");
  expect(json).toMatchObject({ type: "about:blank", status, title: expect.any(String), detail: expect.any(String) });
}

test.each([
  ["no header", null],
  ["an empty one", ""],
  ["an empty token", "Bearer "],
  ["the word undefined", "Bearer undefined"],
  ["a wrong secret", "Bearer another secret of the scheduler"],
  ["the secret under another scheme", `Basic ${SECRET}`],
])("401 for %s, and nothing is done", async (_, authorization) => {
  const before = await scene.store.prisma.jobTick.count();
  const answer = await call(authorization);
  expect(answer.status).toBe(401);
  expectProblem(answer, 401);
  expect(answer.headers.get("www-authenticate")).toBe("Bearer");
  expect(await scene.store.prisma.jobTick.count()).toBe(before);
  expect(logged).toMatchObject([{ level: "warn", address: "192.0.2.7", msg: "a scheduler was refused" }]);
  expect(JSON.stringify(logged)).not.toContain("another secret");
});

test("401 for every key of the API and for a person who is signed in", async () => {
  for (const key of Object.values(scene.keys)) expect((await call(`Bearer ${key}`)).status).toBe(401);
  const headers = await scene.browserOf(scene.cast.alice);
  expect((await call(null, { headers })).status).toBe(401);
});

test.each(["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"])("405 for %s, also with the secret", async (method) => {
  const answer = await call(`Bearer ${SECRET}`, { method });
  expect(answer.status).toBe(405);
  expectProblem(answer, 405);
  expect(answer.headers.get("allow")).toBe("POST");
});

test("200 with what every chore did, and a line in the log that says who called", async () => {
  const { status, headers, json } = await call(`Bearer ${SECRET}`);
  expect([status, json.failed]).toEqual([200, {}]);
  expect(headers.get("content-type")).toBe("application/json");
  expect(headers.get("cache-control")).toBe("no-store");
  expect(json).toEqual({
    took_ms: expect.any(Number),
    done: {
      "roll up": { closed_to: expect.stringMatching(/Z$/), quarters: 0, days: 0, dirty: 0, zones: expect.any(Number) },
      "send mail": { mails: 0 },
      "send reports": { reports: 0 },
      "purge report turns": { turns: 0 },
      "announce new stats": { mails: 0 },
      deliver: { deliveries: 0 },
      "evaluate alerts": { alerts: 0 },
      "cover stats": { standings: 0 },
      "purge deliveries": { deliveries: 0 },
      "learn what is usual": { stats: 0 },
      "move merged": { rows: 0 },
      "pack bins": { hours: 0 },
      "fold minutes": { minutes: 0 },
      "purge trash": { stats: 0 },
      "remove teams": { teams: 0 },
      "purge invitations": { invitations: 0 },
      "purge mail": { mails: 0 },
      "purge expired": { rows: 0 },
      "purge receipts": { receipts: 0 },
      "purge leases": { leases: 0 },
      "purge log": { events: 0 },
      "purge farewells": { mails: 0 },
    },
    failed: {},
    left: [],
  });
  expect(logged).toMatchObject([{ level: "info", address: "192.0.2.7", failed: [], msg: "a scheduler called" }]);
  expect(JSON.stringify(logged)).not.toContain(SECRET);
});

test("200 for each of eight that call at once, and again for the next", async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => call(`Bearer ${SECRET}`)));
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
  expect((await call(`Bearer ${SECRET}`)).status).toBe(200);
});

test("500 names what failed and says nothing of how, while the others are done", async () => {
  await scene.store.prisma.$executeRaw`ALTER TABLE limit_lease RENAME TO limit_lease_away`;
  try {
    const answer = await call(`Bearer ${SECRET}`);
    expect(answer.status).toBe(500);
    expectProblem(answer, 500);
    expect(Object.keys(answer.json.failed)).toEqual(["purge leases"]);
    expect(Object.keys(answer.json.done)).toContain("roll up");
    expect(answer.text).not.toMatch(/limit_lease|relation|42P01/);
    expect(logged).toMatchObject([{ level: "error", job: "purge leases" }, { failed: ["purge leases"] }]);
  } finally {
    await scene.store.prisma.$executeRaw`ALTER TABLE limit_lease_away RENAME TO limit_lease`;
  }
});

test("503 where the process was started without a secret, whatever is sent", async () => {
  vi.resetModules();
  delete process.env.CRON_SECRET;
  const unset = await import("./route");
  for (const authorization of ["Bearer undefined", "Bearer ", `Bearer ${SECRET}`]) {
    const answer = await ask(unset, "/api/cron/tick", { method: "POST", headers: { authorization } });
    expect(answer.status).toBe(503);
    expectProblem(answer, 503);
    expect(answer.json.detail).toContain("CRON_SECRET");
  }
});
