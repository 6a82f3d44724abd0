import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "@/lib/clock";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { type Asking, ask } from "@/lib/testing/api";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import { asking } from "@/lib/testing/cast";
import * as ack from "./alerts/[id]/ack/route";
import * as mute from "./alerts/[id]/mute/route";
import * as pause from "./alerts/[id]/pause/route";
import * as resume from "./alerts/[id]/resume/route";
import * as alert from "./alerts/[id]/route";
import * as transitions from "./alerts/[id]/transitions/route";
import * as backtest from "./alerts/backtest/route";
import * as alerts from "./alerts/route";

let scene: ApiScene;
let stat: { id: string; seriesId: bigint };
beforeAll(async () => {
  scene = await apiScene({ STATNEST_LIMIT_API_PER_MINUTE: "10000" });
});
beforeEach(async () => {
  await scene.store.prisma.alert.deleteMany();
  await scene.store.prisma.stat.deleteMany();
  const alice = asking(scene.store, systemClock, scene.cast.alice.actor);
  stat = await createStat(alice, { name: "signups", kind: "counter", unit: "people" });
});
afterAll(() => scene.store.close());

const manage = (more: Asking = {}): Asking => ({ key: scene.keys.manage, ...more });
const rule = () => ({ stat_id: stat.id, kind: "value", operator: "gt", threshold: 500, time_window: "1h" });
const make = async (more: object = {}) => {
  const { json } = await ask(alerts, "/api/v1/alerts", manage({ method: "POST", body: { ...rule(), ...more } }));
  return json;
};
const post = (route: typeof pause, id: string, body?: object) =>
  ask(route, `/api/v1/alerts/${id}/…`, manage({ method: "POST", id, body }));

/** As the evaluator leaves it. */
async function ring(): Promise<void> {
  const since = new Date("2026-05-04T12:00:00Z");
  const { alertId, statId } = await scene.store.prisma.alertStanding.findFirstOrThrow();
  const { teamId } = scene.cast.alice;
  const { id: incidentId } = await scene.store.prisma.incident.create({
    data: { teamId, alertId, statId, rule: {}, beganAt: since },
  });
  await scene.store.prisma.alertStanding.updateMany({
    data: { state: "firing", since, firingSince: since, value: 512, threshold: 500, transitions: 1, incidentId },
  });
  const moved = { transition: 1, kind: "triggered", from: "ok", to: "firing", at: since, recordedAt: since } as const;
  const found = { reason: "512 people in an hour, over the threshold of 500.", value: 512, threshold: 500 };
  await scene.store.prisma.incidentEvent.create({ data: { incidentId, alertId, statId, ...moved, ...found } });
}

describe("201", () => {
  test("an alert is answered with its rule, in our names and in words, and where it stands", async () => {
    const body = { ...rule(), recovery_threshold: 450, pending_for: "10m", hold: "0", renotify_every: 14_400 };
    const made = await ask(alerts, "/api/v1/alerts", manage({ method: "POST", body }));
    expect(made.status).toBe(201);
    expect(made.headers.get("location")).toBe(`/api/v1/alerts/${made.json.id}`);
    expect(made.json).toEqual({
      ...{ id: made.json.id, stat_id: stat.id, stat_name: "signups", pattern: null },
      name: "signups: over 500\u00a0people in an hour, lasting 10 minutes",
      rule: "over 500\u00a0people in an hour, lasting 10 minutes",
      ...{ kind: "value", operator: "gt", threshold: 500, recovery_threshold: 450, time_window: "1h" },
      ...{ percentage: null, time_delta: null, sensitivity: null, missing: "zero" },
      ...{ pending_for: "10m", hold: "0s", renotify_every: "4h", runbook: "", channels: [], automatic: false },
      ...{ state: "ok", state_since: made.json.created_at, reason: "", value: null, states: { ok: 1 } },
      ...{ acknowledged: false, muted_until: null, incidents: [] },
      ...{ created_at: made.json.created_at, updated_at: made.json.created_at },
    });
  });

  test("an alert on a pattern is on no stat", async () => {
    const { stat_id: _, ...anywhere } = rule();
    const made = await ask(
      alerts,
      "/api/v1/alerts",
      manage({ method: "POST", body: { ...anywhere, pattern: "sign*" } }),
    );
    expect(made.json).toMatchObject({ stat_id: null, stat_name: null, pattern: "sign*", states: { ok: 1 } });
  });
});

describe("200", () => {
  test("the list is told by state and by stat, page by page", async () => {
    await make({ name: "first" });
    await ring();
    await make({ name: "second" });
    const names = async (query: string) => {
      const { json } = await ask(alerts, `/api/v1/alerts?${query}`, { key: scene.keys.read });
      return json.data.map(({ name }: { name: string }) => name);
    };
    expect(await names("")).toEqual(["second", "first"]);
    expect(await names("sort=state")).toEqual(["first", "second"]);
    expect(await names("state=firing")).toEqual(["first"]);
    expect(await names(`stat_id=${stat.id}&limit=1`)).toEqual(["second"]);
    const { json } = await ask(alerts, "/api/v1/alerts?limit=1", { key: scene.keys.read });
    expect(await names(`limit=1&cursor=${json.next}`)).toEqual(["first"]);
  });

  test("a change leaves what it does not name", async () => {
    const { id } = await make();
    const changed = await ask(alert, "/", manage({ method: "PATCH", id, body: { threshold: 600, hold: null } }));
    expect(changed.json).toMatchObject({ id, threshold: 600, operator: "gt", hold: null });
    expect((await ask(alert, "/", manage({ id }))).json).toEqual(changed.json);
  });

  test("what rings is taken on, muted for a while, and told with its story", async () => {
    const { id } = await make();
    await ring();
    expect((await ask(alert, "/", manage({ id }))).json).toMatchObject({
      ...{ state: "firing", state_since: "2026-05-04T12:00:00.000Z", value: 512, acknowledged: false },
      reason: "512 people in an hour, over the threshold of 500.",
    });
    expect((await post(ack, id)).json.acknowledged).toBe(true);
    expect((await post(ack, id, { stat_id: stat.id })).status).toBe(200);
    const muted = (await post(mute, id, { for: "8h" })).json.muted_until;
    expect(Date.parse(muted) - Date.now()).toBeGreaterThan(7.9 * 3_600_000);
    expect((await ask(mute, "/", manage({ method: "DELETE", id }))).json.muted_until).toBeNull();
    const { json } = await ask(transitions, "/api/v1/alerts/x/transitions?limit=10", manage({ id }));
    expect(json.data.map(({ kind }: { kind: string }) => kind)).toEqual([
      ...["unmuted", "muted", "acknowledged", "triggered"],
    ]);
    expect(json.data.at(-1)).toMatchObject({
      ...{ from: "ok", to: "firing", at: "2026-05-04T12:00:00.000Z", value: 512, threshold: 500, actor: "" },
      ...{ stat_id: stat.id, stat_name: "signups" },
    });
    expect(json.next).toBeNull();
  });

  test("a pause and its end", async () => {
    const { id } = await make();
    expect((await post(pause, id)).json).toMatchObject({ state: "paused", states: { paused: 1 } });
    expect((await post(resume, id)).json).toMatchObject({ state: "ok", states: { ok: 1 } });
  });

  test("a back-test of what would be sent as a new alert, or of a saved one", async () => {
    const minute = new Date(Math.floor(Date.now() / 60_000 - 1_440) * 60_000);
    await scene.store.pool.query(
      "INSERT INTO series_minute (stat_id, minute, n, sum, min, max, m2, last, last_at) VALUES ($1, $2, 1, 700, 700, 700, 0, 700, $2)",
      [String(stat.seriesId), minute],
    );
    const read = { key: scene.keys.read, method: "POST" };
    const { status, json } = await ask(backtest, "/", { ...read, body: { ...rule(), channels: [] } });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      ...{ rule: "over 500\u00a0people in an hour", every_seconds: 300, stats: 1, truncated: false, per_month: 1 },
      gentler: { rule: "over 600\u00a0people in an hour", per_month: 1 },
    });
    expect(json.rings).toEqual([
      {
        ...{ stat_id: stat.id, stat_name: "signups", kind: "triggered", value: 700 },
        at: expect.stringMatching(/:[0-5][05]:00\.000Z$/),
        until: expect.stringMatching(/:[0-5][05]:00\.000Z$/),
      },
    ]);
    expect(Date.parse(json.to) - Date.parse(json.from)).toBe(30 * 86_400_000);
    const { id } = await make();
    const saved = await ask(backtest, "/", { ...read, body: { alert_id: id, threshold: 800 } });
    expect(saved.json).toMatchObject({ per_month: 0, rings: [] });
  });
});

describe("204", () => {
  test("a deleted alert is gone", async () => {
    const { id } = await make();
    expect((await ask(alert, "/", manage({ method: "DELETE", id }))).status).toBe(204);
    expect((await ask(alert, "/", manage({ id }))).status).toBe(404);
  });
});

describe("400", () => {
  test.each([
    [{ kind: "value" }, "#/operator"],
    [{ threshold: "500" }, "#/threshold"],
    [{ recovery_threshold: 501 }, "#/recovery_threshold"],
    [{ time_window: "2h" }, "#/time_window"],
    [{ pending_for: "soon" }, "#/pending_for"],
    [{ pattern: "*" }, "#/pattern"],
    [{ team_id: "x" }, "#/team_id"],
  ])("%j is refused at %s", async (wrong, pointer) => {
    const body = "kind" in wrong ? { stat_id: stat.id, time_window: "1h", ...wrong } : { ...rule(), ...wrong };
    const refused = await ask(alerts, "/", manage({ method: "POST", body }));
    expect([refused.status, refused.json.errors[0].pointer]).toEqual([400, pointer]);
  });

  test("a mute says until when, or for how long, and one of the two", async () => {
    const { id } = await make();
    for (const body of [{}, { for: "1h", until: "+1h" }, { for: "for ever" }, { until: "-1h" }]) {
      expect((await post(mute, id, body)).status).toBe(400);
    }
  });
});

describe("401, 403, 404 and 422", () => {
  test("who may not is told so, and what is another team's is not there", async () => {
    const { id } = await make();
    expect((await ask(alerts, "/")).status).toBe(401);
    expect((await ask(alerts, "/", { key: scene.keys.ingest })).status).toBe(403);
    expect((await ask(alerts, "/", { key: scene.keys.read, method: "POST", body: rule() })).status).toBe(403);
    for (const [route, method, body] of [
      [alert, "GET", undefined],
      [alert, "PATCH", { threshold: 1 }],
      [alert, "DELETE", undefined],
      [ack, "POST", undefined],
      [mute, "POST", { for: "1h" }],
      [mute, "DELETE", undefined],
      [pause, "POST", undefined],
      [resume, "POST", undefined],
      [transitions, "GET", undefined],
    ] as const) {
      expect((await ask(route, "/", { key: scene.strangersKey, method, id, body })).status).toBe(404);
    }
    expect((await ask(backtest, "/", { key: scene.strangersKey, method: "POST", body: rule() })).status).toBe(404);
    expect((await ask(backtest, "/", { key: scene.strangersKey, method: "POST", body: { alert_id: id } })).status).toBe(
      404,
    );
  });

  test("nothing that rings cannot be acknowledged", async () => {
    const { id } = await make();
    expect((await post(ack, id)).status).toBe(422);
  });
});
