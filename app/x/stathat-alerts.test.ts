import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as a1Alert from "@/app/a1/alerts/[id]/route";
import * as a1Alerts from "@/app/a1/alerts/route";
import { systemClock } from "@/lib/clock";
import { createAlert } from "@/lib/interactors/alerts/create-alert";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import { asking } from "@/lib/testing/cast";
import * as xAlert from "./[token]/alerts/[id]/route";
import * as xAlerts from "./[token]/alerts/route";

let scene: ApiScene;
let statId: string;
beforeAll(async () => {
  scene = await apiScene({ STATNEST_LIMIT_API_PER_MINUTE: "10000" });
});
beforeEach(async () => {
  await scene.store.prisma.alert.deleteMany();
  await scene.store.prisma.stat.deleteMany();
  statId = (await createStat(alice(), { name: "overall http request time", kind: "value" })).id;
});
afterAll(() => scene.store.close());

const alice = () => asking(scene.store, systemClock, scene.cast.alice.actor);

interface Said {
  method?: "GET" | "POST" | "DELETE";
  token?: string;
  id?: string;
  /** A form. */
  form?: Record<string, string>;
  json?: object;
  headers?: Record<string, string>;
}

/** StatHat's two doors, asked as its clients ask them. */
const doors = {
  "/x": async ({ token = scene.keys.manage, ...said }: Said) => send(`/x/${token}/alerts`, said, { token }),
  "/a1": async ({ token = scene.keys.manage, ...said }: Said) => {
    const authorization = `Basic ${Buffer.from(`${token}:`).toString("base64")}`;
    return send("/a1/alerts", { ...said, headers: { authorization, ...said.headers } }, {});
  },
};

async function send(path: string, { method = "GET", id, form, json, headers }: Said, params: { token?: string }) {
  const sent = new Headers(headers);
  if (form !== undefined) sent.set("content-type", "application/x-www-form-urlencoded");
  if (json !== undefined) sent.set("content-type", "application/json");
  const body = form !== undefined ? String(new URLSearchParams(form)) : json && JSON.stringify(json);
  const request = new Request(`http://localhost:3000${path}${id === undefined ? "" : `/${id}`}`, {
    ...{ method, headers: sent, body },
  });
  const [many, one] = params.token === undefined ? [a1Alerts, a1Alert] : [xAlerts, xAlert];
  const route = (id === undefined ? many : one) as Record<string, (typeof many)["GET"]>;
  const response = await route[method]?.(request, { params: Promise.resolve({ ...params, id }) });
  if (response === undefined) throw new Error(`no ${method}`);
  return { status: response.status, headers: response.headers, json: await response.json() };
}

describe.each(Object.entries(doors))("StatHat's alerts under %s", (door, ask) => {
  const value = () => ({
    stat_id: statId,
    kind: "value",
    time_window: "1h",
    operator: "greater than",
    threshold: "500",
  });

  test("are made by a form and answered as StatHat does, with 200", async () => {
    const made = await ask({ method: "POST", form: value() });
    expect([made.status, made.json]).toEqual([
      200,
      {
        ...{ id: expect.stringMatching(/^[0-9A-Za-z]{6}$/), stat_id: statId, stat_name: "overall http request time" },
        ...{ kind: "value", time_window: "1h", operator: "greater than", threshold: 500 },
      },
    ]);
    expect(made.headers.get("cache-control")).toBe("private, no-store");
    expect((await ask({})).json).toEqual([made.json]);
    expect((await ask({ id: made.json.id })).json).toEqual(made.json);
  });

  test.each([
    ["gt", "greater than"],
    ["lt", "less than"],
    ["less than", "less than"],
  ])("take %s for an operator, from JSON too", async (operator, words) => {
    const { json } = await ask({ method: "POST", json: { ...value(), operator, threshold: 0.5 } });
    expect(json).toMatchObject({ operator: words, threshold: 0.5 });
  });

  test("of other kinds say what goes with them and nothing else", async () => {
    const delta = { ...value(), kind: "delta", operator: "dt", percentage: "20", time_delta: "1w" };
    const { id: _, ...told } = (await ask({ method: "POST", form: delta })).json;
    expect(told).toEqual({
      ...{ stat_id: statId, stat_name: "overall http request time", kind: "delta", time_window: "1h" },
      ...{ operator: "different than", percentage: 20, time_delta: "1w" },
    });
    const data = await ask({ method: "POST", form: { ...value(), kind: "data", unheard: "of" } });
    expect(Object.keys(data.json).sort()).toEqual(["id", "kind", "stat_id", "stat_name", "time_window"]);
  });

  test("are deleted with StatHat's words, once", async () => {
    const { json } = await ask({ method: "POST", form: value() });
    const gone = await ask({ method: "DELETE", id: json.id });
    expect([gone.status, gone.json]).toEqual([200, { msg: "alert deleted." }]);
    const again = await ask({ method: "DELETE", id: json.id });
    expect([again.status, again.json]).toEqual([404, { msg: "there is no such alert" }]);
    expect((await ask({})).json).toEqual([]);
  });

  test.each<[Record<string, string>, string]>([
    [{ kind: "anomaly" }, "kind: must be value, delta or data"],
    [{ operator: "over" }, "operator: must be gt (greater than), lt (less than) or, for a delta, dt (different than)"],
    [{ threshold: "many" }, "threshold: must be a number"],
    [{ time_window: "this_day" }, "time_window: must be one of 5m, 1h, 3h, 1d, 1w, 1M, 1y"],
    [{ time_window: "2h" }, "time_window: must be one of 5m, 1h, 3h, 1d, 1w, 1M, 1y"],
  ])("with %j are refused in a sentence", async (wrong, msg) => {
    const refused = await ask({ method: "POST", form: { ...value(), ...wrong } });
    expect([refused.status, refused.json]).toEqual([400, { msg }]);
  });

  test("leave out what StatHat could not say", async () => {
    const unsaid = [
      await createAlert(alice(), { statId, kind: "anomaly" }),
      await createAlert(alice(), { pattern: "*", kind: "data", timeWindow: "1h" }),
      await createAlert(alice(), { statId, kind: "data", timeWindow: "this_month" }),
    ];
    expect((await ask({})).json).toEqual([]);
    for (const { publicId: id } of unsaid) {
      expect((await ask({ id })).status).toBe(404);
      expect((await ask({ method: "DELETE", id })).status).toBe(404);
    }
    expect(await scene.store.prisma.alert.count()).toBe(3);
  });

  test("are another team's for another token, and nobody's for a wrong one", async () => {
    const { json } = await ask({ method: "POST", form: value() });
    const token = scene.strangersKey;
    expect((await ask({ token })).json).toEqual([]);
    expect((await ask({ token, id: json.id })).status).toBe(404);
    expect((await ask({ token, method: "DELETE", id: json.id })).status).toBe(404);
    const foreign = await ask({ token, method: "POST", form: value() });
    expect([foreign.status, foreign.json]).toEqual([404, { msg: "there is no such stat" }]);
    for (const wrong of ["nobody's", "", "\u{1f511}", `${scene.keys.manage}x`]) {
      const refused = await ask({ token: wrong });
      expect([refused.status, refused.json]).toEqual([401, { msg: "this API key is unknown, revoked or expired" }]);
    }
  });

  test("are only read with a key that reads, and not at all with one for numbers or by who is signed in", async () => {
    const read = scene.keys.read;
    expect((await ask({ token: read })).status).toBe(200);
    expect((await ask({ token: read, method: "POST", form: value() })).status).toBe(403);
    expect((await ask({ token: scene.keys.ingest })).status).toBe(403);
    const headers = await scene.browserOf(scene.cast.alice);
    expect((await ask({ token: "nobody's", headers })).status).toBe(401);
  });

  test(`know a limit that was reached by its words (${door})`, async () => {
    const { stathatProblem } = await import("@/lib/presenters/http/stathat-problem");
    const { tooManyRequests } = await import("@/lib/presenters/http/rate-limit");
    const answer = stathatProblem(tooManyRequests(600));
    expect([answer.status, await answer.json()]).toEqual([200, { Error: "Rate limit exceeded." }]);
  });
});
