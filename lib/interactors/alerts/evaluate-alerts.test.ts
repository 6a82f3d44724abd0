import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeShare } from "@/lib/interactors/shares/close-share";
import { shareStat } from "@/lib/interactors/shares/share-stat";
import { restoreStat } from "@/lib/interactors/stats/restore-stat";
import { trashStat } from "@/lib/interactors/stats/trash-stat";
import { updateStat } from "@/lib/interactors/stats/update-stat";
import { openStore } from "@/lib/store/engine/store";
import { claimStandings } from "@/lib/store/records/due-standings";
import { keepUsual } from "@/lib/store/records/usual";
import { AlertScene } from "@/lib/testing/alert-scene";
import { asking } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { acknowledgeAlert } from "./acknowledge-alert";
import { coverStats, evaluateChanged, evaluateDue } from "./evaluate-alerts";
import { getIncident } from "./get-incident";
import { listIncidents } from "./list-incidents";
import { listTransitions } from "./list-transitions";
import { muteAlert } from "./mute-alert";
import { pauseAlert } from "./pause-alert";
import { resumeAlert } from "./resume-alert";
import { unmuteAlert } from "./unmute-alert";

const NOON = "2026-05-04T12:00:00.000Z";
const at = (time: string) => `2026-05-04T${time}Z`;
let scene: AlertScene;

beforeAll(async () => {
  process.env.STATNEST_LOG_LEVEL = "silent";
  scene = await AlertScene.open(NOON);
});
beforeEach(() => scene.reset(NOON));
afterAll(() => scene.close());

describe("an alert on a value", () => {
  test("rings when it is crossed, and is over when it has been quiet for a window", async () => {
    const { id, seriesId } = await scene.stat();
    await scene.alert({ statId: id });
    await scene.put(seriesId, at("12:01:10"), 8);
    await scene.tick(at("12:01:20"));
    expect(await scene.states()).toEqual(["ok"]);
    await scene.put(seriesId, at("12:01:18"), 5);
    await evaluateChanged(scene.job, [id]);
    expect(await scene.states()).toEqual(["firing"]);
    for (const minute of ["05", "08", "10"]) await scene.put(seriesId, at(`12:${minute}:10`), 1);
    await scene.ticks(5, at("12:20:00"));
    // Minute 12:01 leaves after 12:06, and it has then been quiet for five.
    expect(await scene.told()).toEqual(["triggered 12:01:20", "resolved 12:11:05"]);
    expect(await scene.story()).toEqual(["triggered 12:01:20", "recovering 12:06:05", "resolved 12:11:05"]);
  });

  test("tells the value, the threshold, the reason and the incident, and how often it rings", async () => {
    const { id, seriesId } = await scene.stat();
    const alert = await scene.alert({ statId: id, runbook: "look at the till" });
    await scene.put(seriesId, at("12:01:10"), 12);
    await scene.tick(at("12:01:20"));
    const [delivery] = await scene.store.prisma.delivery.findMany();
    const [incident] = (await listIncidents(scene.alice)).data;
    expect(delivery?.payload).toEqual({
      type: "alert.triggered",
      timestamp: "2026-05-04T12:01:20.000Z",
      alert: {
        id: alert.publicId,
        name: "orders: over 10 in 5 minutes",
        rule: "over 10 in 5 minutes",
        runbook: "look at the till",
      },
      stat: { id, name: "orders", unit: "" },
      incidentId: incident?.id,
      state: "firing",
      value: 12,
      threshold: 10,
      reason: "12 in 5 minutes, over the threshold of 10.",
      beganAt: "2026-05-04T12:01:20.000Z",
      endedAt: null,
      ringsInMonth: { own: 0, gentler: 0, gentlerRule: "over 12 in 5 minutes" },
    });
    expect(incident).toMatchObject({ worst: 12, endedAt: null, acknowledgedBy: "" });
  });

  test("keeps the worst of it", async () => {
    const { id, seriesId } = await scene.stat();
    await scene.alert({ statId: id });
    await scene.put(seriesId, at("12:01:10"), 12);
    await scene.tick(at("12:01:20"));
    await scene.put(seriesId, at("12:01:30"), 30);
    await evaluateChanged(scene.job, [id]);
    await scene.ticks(30, at("12:09:00"));
    expect((await listIncidents(scene.alice)).data[0]?.worst).toBe(42);
  });

  test("that crosses its threshold every tick for an hour tells one firing and one rest", async () => {
    const { id, seriesId } = await scene.stat("temperature", "value");
    for (const pendingFor of ["0s", "2m"]) await scene.alert({ statId: id, pendingFor });
    for (let minute = 0; minute < 60; minute++) {
      const moment = new Date(Date.parse(NOON) + minute * 60_000 + 1_000);
      await scene.store.pool.query("TRUNCATE series_minute");
      await scene.put(seriesId, moment, minute % 2 === 0 ? 20 : 0);
      await scene.tick(new Date(moment.getTime() + 1_000));
    }
    await scene.store.pool.query("TRUNCATE series_minute");
    await scene.put(seriesId, at("13:00:01"), 0);
    await scene.ticks(60, at("13:10:00"));
    expect((await scene.told()).map((each) => each.split(" ")[0])).toEqual(["triggered", "resolved"]);
  });

  test("by the day goes by the team's clocks, when they change too", async () => {
    await scene.store.prisma.team.updateMany({ data: { zone: "Europe/Berlin" } });
    const { id, seriesId } = await scene.stat();
    await scene.alert({ statId: id, kind: "value", operator: "gt", threshold: 10, timeWindow: "this_day", hold: "0s" });
    // The day begins at 22:00 UTC and, as clocks go back, ends 25 hours later.
    await scene.put(seriesId, "2026-10-24T21:59:30Z", 100);
    await scene.put(seriesId, "2026-10-24T22:00:30Z", 6);
    await scene.put(seriesId, "2026-10-25T22:59:00Z", 6);
    await scene.tick("2026-10-24T22:00:40Z");
    expect(await scene.states()).toEqual(["ok"]);
    await scene.ticks(3_600, "2026-10-25T22:58:00Z");
    expect(await scene.states()).toEqual(["ok"]);
    await scene.tick("2026-10-25T23:00:00Z");
    expect(await scene.states()).toEqual(["firing"]);
    // The day that begins has nothing yet, which of a counter is nothing counted.
    await scene.tick("2026-10-25T23:00:01Z");
    expect(await scene.states()).toEqual(["ok"]);
  });
});

describe("silence", () => {
  test("rings once, to the second of its own delay, and ends with the next number", async () => {
    const { id, seriesId } = await scene.stat();
    await scene.alert({ statId: id, kind: "data", timeWindow: "5m", hold: "0s" });
    await scene.put(seriesId, at("12:00:40"), 1);
    await scene.tick(at("12:00:45"));
    expect((await scene.standings())[0]?.dueAt).toEqual(new Date(at("12:05:41")));
    await scene.ticks(5, at("12:20:00"));
    expect(await scene.told()).toEqual(["triggered 12:05:45"]);
    await scene.put(seriesId, at("12:20:02"), 1);
    await scene.tick(at("12:21:00"));
    expect(await scene.told()).toEqual(["triggered 12:05:45", "resolved 12:21:00"]);
  });

  test("of what never spoke is none", async () => {
    const { id } = await scene.stat();
    await scene.alert({ statId: id, kind: "data", timeWindow: "5m" });
    await scene.ticks(60, at("12:30:00"));
    expect(await scene.states()).toEqual(["ok"]);
  });

  test("counts from a number that is dated back, as soon as it is heard of", async () => {
    const { id, seriesId } = await scene.stat();
    await scene.alert({ statId: id, kind: "data", timeWindow: "5m" });
    await scene.tick(at("12:00:00"));
    await scene.put(seriesId, at("11:55:20"), 1);
    await evaluateChanged(scene.job, [id]);
    expect((await scene.standings())[0]?.dueAt).toEqual(new Date(at("12:00:21")));
    await scene.tick(at("12:00:25"));
    expect(await scene.told()).toEqual(["triggered 12:00:25"]);
  });

  test("is a state of its own where that is asked for, told once", async () => {
    const { id, seriesId } = await scene.stat();
    await scene.alert({ statId: id, missing: "notify" });
    await scene.put(seriesId, at("12:00:10"), 1);
    await scene.ticks(30, at("12:20:00"));
    expect(await scene.told()).toEqual(["no_data 12:05:30"]);
    expect(await scene.states()).toEqual(["no_data"]);
  });
});

describe("what is unusual", () => {
  /** A hundred an hour, give or take ten. */
  async function usual(kind: "counter" | "value") {
    const stat = await scene.stat("visits", kind);
    const hours = Array.from({ length: 168 }, () => ({ middle: 100, spread: 10 }));
    const learned = { hours, strays: [], zone: "UTC", sensitivity: 3, rings: 0, weeks: 4 };
    await keepUsual(scene.store.pool, [{ ...learned, seriesId: stat.seriesId, shared: false }], new Date(NOON));
    await scene.alert({ statId: stat.id, kind: "anomaly", sensitivity: 4, hold: "1h" });
    return stat;
  }

  test("of a counter rings as soon as the hour has exceeded it, and is over an hour after a usual one", async () => {
    const { id, seriesId } = await usual("counter");
    await scene.put(seriesId, at("11:30:00"), 100);
    await scene.put(seriesId, at("12:10:00"), 139);
    await scene.tick(at("12:10:01"));
    expect(await scene.states()).toEqual(["ok"]);
    await scene.put(seriesId, at("12:10:30"), 2);
    scene.clock.set(at("12:10:31"));
    await evaluateChanged(scene.job, [id]);
    expect(await scene.told()).toEqual(["triggered 12:10:31"]);
    for (const hour of [13, 14, 15]) await scene.put(seriesId, at(`${hour}:30:00`), 100);
    await scene.ticks(60, at("15:30:00"));
    const [triggered, resolved] = await scene.told();
    expect([triggered, resolved?.slice(0, 14)]).toEqual(["triggered 12:10:31", "resolved 15:00"]);
  });

  test("of a counter that fell silent rings when the hour is over", async () => {
    const { seriesId } = await usual("counter");
    await scene.put(seriesId, at("11:30:00"), 100);
    await scene.ticks(30, at("13:00:00"));
    expect(await scene.told()).toEqual([]);
    await scene.ticks(1, at("13:00:05"));
    expect(await scene.told()).toEqual(["triggered 13:00:01"]);
  });

  test("of a value is judged by whole hours alone", async () => {
    const { id, seriesId } = await usual("value");
    await scene.put(seriesId, at("12:10:00"), 500);
    scene.clock.set(at("12:10:01"));
    await evaluateChanged(scene.job, [id]);
    expect(await scene.told()).toEqual([]);
    await scene.ticks(60, at("13:01:01"));
    expect((await scene.told()).map((each) => each.split(" ")[0])).toEqual(["triggered"]);
  });
});

describe("many evaluators", () => {
  test("at once write exactly one transition for each of a thousand rules that are crossed", async () => {
    const { id, seriesId } = await scene.stat();
    const { id: alertId } = await scene.alert({ statId: id });
    await scene.store.pool.query(
      `INSERT INTO alert (id, public_id, team_id, stat_id, kind, condition, time_window)
       SELECT gen_random_uuid(), 'rule' || i, team_id, stat_id, kind, condition, time_window
       FROM alert, generate_series(1, 999) i WHERE id = $1`,
      [alertId],
    );
    await scene.store.pool.query("INSERT INTO alert_channel SELECT id, $1 FROM alert ON CONFLICT DO NOTHING", [
      scene.channelId,
    ]);
    await coverStats(scene.job);
    await scene.put(seriesId, at("12:00:10"), 50);
    scene.clock.set(at("12:00:12"));
    const stores = Array.from({ length: 8 }, () => openStore(scene.url, { connections: 4 }));
    const stopping = new AbortController().signal;
    await Promise.all(
      stores.flatMap((store) => {
        const ctx = { ...scene.job, store };
        return [evaluateDue(ctx, stopping), evaluateChanged(ctx, [id])];
      }),
    );
    await Promise.all(stores.map((store) => store.close()));
    const { prisma } = scene.store;
    expect(await prisma.incidentEvent.count()).toBe(1_000);
    expect(await prisma.incident.count()).toBe(1_000);
    expect(await prisma.delivery.count()).toBe(1_000);
    expect(await prisma.alertStanding.count({ where: { state: "firing", transitions: 1 } })).toBe(1_000);
  }, 60_000);

  test("lose nothing to one that died with what it took", async () => {
    const { id, seriesId } = await scene.stat();
    await scene.alert({ statId: id });
    await scene.put(seriesId, at("12:00:10"), 50);
    const now = new Date(at("12:00:12"));
    const leasedTo = new Date(at("12:01:12"));
    expect((await claimStandings(scene.store.pool, { now, leasedTo, limit: 10 })).claimed).toBe(1);
    expect(await scene.tick(at("12:00:13"))).toBe(0);
    expect(await scene.tick(at("12:01:12"))).toBe(1);
    await scene.ticks(5, at("12:03:00"));
    expect(await scene.told()).toEqual(["triggered 12:01:12"]);
  });
});

describe("a rule that is nonsense", () => {
  const spoil = (where: string) =>
    scene.store.pool.query(`UPDATE alert SET condition = '{"operator":"up"}' WHERE ${where}`);

  test("first in line, keeps none of the others back, and is told to nobody", async () => {
    const stats = await Promise.all(Array.from({ length: 30 }, (_, i) => scene.stat(`stat ${i}`)));
    for (const { id, seriesId } of stats) {
      await scene.alert({ statId: id });
      await scene.put(seriesId, at("12:00:10"), 50);
    }
    await spoil("stat_id = (SELECT min(stat_id) FROM alert)");
    await scene.store.pool.query(
      "UPDATE alert_standing SET due_at = '2026-01-01' WHERE stat_id = (SELECT min(stat_id) FROM alert)",
    );
    await scene.tick(at("12:00:20"));
    const states = await scene.states();
    expect(states.filter((state) => state === "firing")).toHaveLength(29);
    expect(states.filter((state) => state === "error")).toHaveLength(1);
    expect(await scene.told()).toHaveLength(29);
    const [failed] = await scene.store.prisma.incidentEvent.findMany({ where: { kind: "failed" } });
    expect(failed?.reason).toBe("It cannot be judged: what is kept of the rule makes no sense.");
  });

  test("goes on from where it stood when it makes sense again", async () => {
    const { id, seriesId } = await scene.stat();
    await scene.alert({ statId: id });
    await scene.put(seriesId, at("12:00:10"), 50);
    await scene.tick(at("12:00:20"));
    const { rows } = await scene.store.pool.query("SELECT condition FROM alert");
    await spoil("true");
    await scene.ticks(30, at("12:02:00"));
    expect(await scene.states()).toEqual(["error"]);
    await scene.store.pool.query("UPDATE alert SET condition = $1", [rows[0].condition]);
    await scene.ticks(30, at("12:04:00"));
    expect(await scene.states()).toEqual(["firing"]);
    expect(await scene.told()).toEqual(["triggered 12:00:20"]);
  });

  test("of a window that is none, too", async () => {
    const { id } = await scene.stat();
    await scene.alert({ statId: id });
    await scene.store.pool.query("UPDATE alert SET time_window = 'often'");
    await scene.tick(at("12:00:20"));
    expect(await scene.states()).toEqual(["error"]);
  });
});

describe("ticks that were missed", () => {
  test("are caught up with once, and the breach has its true time", async () => {
    const { id, seriesId } = await scene.stat();
    await scene.alert({ statId: id, kind: "value", operator: "gt", threshold: 10, timeWindow: "1h" });
    await scene.tick(at("12:00:05"));
    await scene.put(seriesId, at("12:07:20"), 50);
    await scene.tick(at("12:15:00"));
    expect(await scene.told()).toEqual(["triggered 12:08:00"]);
    expect((await scene.standings())[0]).toMatchObject({
      state: "firing",
      since: new Date(at("12:08:00")),
      firingSince: new Date(at("12:08:00")),
    });
    await scene.ticks(5, at("12:16:00"));
    expect(await scene.told()).toHaveLength(1);
  });

  test("tell what began and ended meanwhile once, by its end", async () => {
    const { id, seriesId } = await scene.stat();
    await scene.alert({ statId: id });
    await scene.tick(at("12:00:05"));
    await scene.put(seriesId, at("12:03:20"), 50);
    for (const minute of ["07", "10", "13", "16"]) await scene.put(seriesId, at(`12:${minute}:20`), 1);
    await scene.tick(at("12:30:00"));
    expect(await scene.story()).toEqual(["triggered 12:04:00", "recovering 12:09:00", "resolved 12:14:00"]);
    expect(await scene.told()).toEqual(["resolved 12:14:00"]);
    expect((await listIncidents(scene.alice)).data[0]).toMatchObject({
      beganAt: new Date(at("12:04:00")),
      endedAt: new Date(at("12:14:00")),
    });
  });

  test("know of silence to the second", async () => {
    const { id, seriesId } = await scene.stat();
    await scene.alert({ statId: id, kind: "data", timeWindow: "5m" });
    await scene.put(seriesId, at("12:00:40"), 1);
    await scene.tick(at("12:00:45"));
    await scene.tick(at("12:15:00"));
    expect(await scene.told()).toEqual(["triggered 12:05:41"]);
  });
});

describe("what is watched", () => {
  test("by a pattern is each stat of such a name, those to come within a round", async () => {
    await scene.stat("api.a");
    await scene.stat("web");
    await scene.alert({ pattern: "api.*" });
    expect(await scene.standings()).toHaveLength(1);
    const { id, seriesId } = await scene.stat("api.b");
    await scene.put(seriesId, at("12:00:10"), 50);
    scene.clock.set(at("12:00:11"));
    await evaluateChanged(scene.job, [id]);
    expect((await scene.states()).sort()).toEqual(["firing", "ok"]);
  });

  test("by a pattern means its signs by themselves", async () => {
    await scene.stat("a_b%c\\d");
    await scene.stat("axb%c\\d");
    await scene.alert({ pattern: "a_b%c\\*" });
    expect(await scene.standings()).toHaveLength(1);
  });

  test("ends with a name that no longer matches", async () => {
    const { id } = await scene.stat("api.a");
    await scene.alert({ pattern: "api.*" });
    await updateStat(scene.alice, { id, name: "web.a" });
    await evaluateChanged(scene.job, [id]);
    expect(await scene.standings()).toHaveLength(0);
  });

  test("ends in the trash: what rings is closed and told so, and begins anew when it is restored", async () => {
    const { id, seriesId } = await scene.stat();
    await scene.alert({ statId: id });
    await scene.put(seriesId, at("12:00:10"), 50);
    await scene.tick(at("12:00:11"));
    scene.clock.set(at("12:00:12"));
    await trashStat(scene.alice, { id });
    await evaluateChanged(scene.job, [id]);
    expect(await scene.standings()).toHaveLength(0);
    expect(await scene.told()).toEqual(["triggered 12:00:11", "resolved 12:00:12"]);
    const [closed] = await scene.store.prisma.incidentEvent.findMany({ where: { kind: "closed" } });
    expect(closed?.reason).toBe("The stat was put into the trash.");
    await restoreStat(scene.alice, { id });
    await coverStats(scene.job);
    expect(await scene.states()).toEqual(["ok"]);
  });

  test("of another team ends with the share, before anything is judged", async () => {
    const charlie = asking(scene.store, scene.clock, scene.cast.charlie.actor);
    const { id, seriesId } = await scene.stat("theirs", "counter", charlie);
    const share = await shareStat(charlie, { statId: id, teamId: scene.cast.alice.teamId });
    await scene.alert({ statId: id });
    await scene.put(seriesId, at("12:00:10"), 50);
    await closeShare(charlie, scene.cast.charlie.actor, { id: share.id, direction: "given" });
    await scene.tick(at("12:00:20"));
    expect(await scene.states()).toEqual(["ok"]);
    expect(await scene.told()).toEqual([]);
    await coverStats(scene.job);
    expect(await scene.standings()).toHaveLength(0);
  });

  test("rests while it is paused, and is judged afresh when it is resumed", async () => {
    const { id, seriesId } = await scene.stat();
    const { publicId } = await scene.alert({ statId: id });
    await scene.put(seriesId, at("12:00:10"), 50);
    await scene.tick(at("12:00:11"));
    scene.clock.set(at("12:00:12"));
    await pauseAlert(scene.alice, { id: publicId });
    expect(await scene.told()).toEqual(["triggered 12:00:11", "resolved 12:00:12"]);
    await scene.ticks(60, at("12:03:00"));
    await evaluateChanged(scene.job, [id]);
    expect(await scene.states()).toEqual(["paused"]);
    await resumeAlert(scene.alice, { id: publicId });
    await scene.tick(at("12:03:05"));
    expect(await scene.states()).toEqual(["firing"]);
    expect(await scene.told()).toHaveLength(3);
  });
});

describe("what people do about it", () => {
  async function ringing(rule: Parameters<AlertScene["alert"]>[0] = {}) {
    const { id, seriesId } = await scene.stat();
    const { publicId } = await scene.alert({ statId: id, ...rule });
    await scene.put(seriesId, at("12:00:10"), 50);
    await scene.tick(at("12:00:20"));
    return { id: publicId, seriesId };
  }

  test("it is told again while nobody acknowledges it, and no more then", async () => {
    const { id, seriesId } = await ringing({
      kind: "value",
      operator: "gt",
      threshold: 10,
      timeWindow: "1h",
      renotifyEvery: "10m",
    });
    await scene.ticks(30, at("12:25:00"));
    expect(await scene.told()).toEqual(["triggered 12:00:20", "reminder 12:10:20", "reminder 12:20:20"]);
    await acknowledgeAlert(scene.alice, { id });
    await scene.ticks(30, at("13:00:00"));
    expect((await scene.told()).slice(3)).toEqual(["acknowledged 12:24:50"]);
    for (const time of ["13:00:30", "13:40:00"]) await scene.put(seriesId, at(time), 0);
    await scene.ticks(60, at("14:10:00"));
    expect((await scene.told()).slice(4)).toEqual(["resolved 14:00:50"]);
    expect((await scene.standings())[0]).toMatchObject({ state: "ok", acknowledgedAt: null, acknowledgedBy: null });
    await scene.put(seriesId, at("14:10:30"), 50);
    await scene.tick(at("14:11:30"));
    expect((await scene.told()).slice(5)).toEqual(["triggered 14:11:30"]);
  });

  test("acknowledging twice is once, and of what does not ring it is refused", async () => {
    const { id } = await ringing();
    await acknowledgeAlert(scene.alice, { id });
    expect(await acknowledgeAlert(scene.alice, { id })).toMatchObject({ acknowledged: true });
    expect(await scene.story()).toEqual(["triggered 12:00:20", "acknowledged 12:00:20"]);
    const quiet = await scene.alert({ statId: (await scene.stat("quiet")).id });
    expect((await refusalOf(acknowledgeAlert(scene.alice, { id: quiet.publicId }))).code).toBe("unprocessable");
  });

  test("muted, all is written down and nothing told; what still rings at the end is told once", async () => {
    const { id, seriesId } = await scene.stat();
    const { publicId } = await scene.alert({
      statId: id,
      kind: "value",
      operator: "gt",
      threshold: 10,
      timeWindow: "1h",
    });
    await muteAlert(scene.alice, { id: publicId, for: "30m" });
    await scene.put(seriesId, at("12:00:10"), 50);
    await scene.ticks(30, at("12:29:30"));
    expect(await scene.told()).toEqual([]);
    expect(await scene.story()).toEqual(["triggered 12:00:30"]);
    await scene.ticks(30, at("12:50:00"));
    expect(await scene.told()).toEqual(["triggered 12:30:00"]);
    expect((await scene.story()).slice(1)).toEqual(["reminded 12:30:00"]);
  });

  test("muted after it was told, it is told again when the mute ends, by hand as well", async () => {
    const { id } = await ringing({ kind: "value", operator: "gt", threshold: 10, timeWindow: "1h" });
    await muteAlert(scene.alice, { id, until: "+10m" });
    await scene.ticks(30, at("12:12:00"));
    expect(await scene.told()).toEqual(["triggered 12:00:20", "reminder 12:10:20"]);
    await muteAlert(scene.alice, { id, for: "8h" });
    await scene.ticks(30, at("12:14:00"));
    await unmuteAlert(scene.alice, { id });
    await scene.ticks(5, at("12:15:00"));
    expect((await scene.told()).slice(2)).toEqual(["reminder 12:13:55"]);
    expect(await scene.story()).toEqual([
      ...["triggered 12:00:20", "muted 12:00:20", "reminded 12:10:20"],
      ...["muted 12:11:50", "unmuted 12:13:50", "reminded 12:13:55"],
    ]);
  });

  test("muted until it is over, nobody hears of the end either", async () => {
    const { id } = await ringing({ missing: "ok" });
    await muteAlert(scene.alice, { id, for: "1d" });
    await scene.ticks(60, at("12:30:20"));
    expect(await scene.states()).toEqual(["ok"]);
    expect(await scene.told()).toEqual(["triggered 12:00:20"]);
  });

  test.each([
    [{}, "#/until"],
    [{ for: "8h", until: "+1d" }, "#/until"],
    [{ until: "-1h" }, "#/until"],
    [{ for: "soon" }, "#/for"],
    [{ for: "2y" }, "#/for"],
  ])("a mute of %j is refused at %s", async (input, pointer) => {
    const { publicId: id } = await scene.alert({ statId: (await scene.stat()).id });
    const { code, more } = await refusalOf(muteAlert(scene.alice, { id, ...input }));
    expect([code, more.faults?.[0]?.pointer]).toEqual(["invalid", pointer]);
  });

  test("strangers find no such alert, and who may only look may not touch", async () => {
    const { id } = await ringing();
    const charlie = asking(scene.store, scene.clock, scene.cast.charlie.actor);
    for (const touch of [acknowledgeAlert, unmuteAlert, listTransitions]) {
      expect((await refusalOf(touch(charlie, { id }))).code).toBe("not_found");
    }
    const viewer = asking(scene.store, scene.clock, { ...scene.cast.bob.actor, role: "viewer" });
    expect((await refusalOf(acknowledgeAlert(viewer, { id }))).code).toBe("forbidden");
    expect((await listTransitions(viewer, { id })).data).toHaveLength(1);
  });

  test("is the story of an incident, with who was told", async () => {
    const { id, seriesId } = await ringing({ pendingFor: "1m", hold: "0s" });
    await scene.ticks(10, at("12:01:30"));
    await acknowledgeAlert(scene.alice, { id });
    await scene.put(seriesId, at("12:05:50"), 0);
    await scene.ticks(10, at("12:07:00"));
    const [{ id: incidentId } = { id: "" }] = (await listIncidents(scene.alice, { open: false })).data;
    const incident = await getIncident(scene.alice, { id: incidentId });
    expect(incident.events.map(({ kind, actor }) => `${kind} ${actor}`.trim())).toEqual([
      ...["pending", "triggered", "acknowledged alice@example.com", "resolved"],
    ]);
    expect(incident).toMatchObject({
      beganAt: new Date(at("12:00:20")),
      acknowledgedBy: "alice@example.com",
      rule: { words: "over 10 in 5 minutes, lasting a minute" },
    });
    expect(incident.deliveries.map(({ type }) => type)).toEqual([
      "alert.resolved",
      "alert.acknowledged",
      "alert.triggered",
    ]);
    const charlie = asking(scene.store, scene.clock, scene.cast.charlie.actor);
    expect((await refusalOf(getIncident(charlie, { id: incidentId }))).code).toBe("not_found");
    expect((await refusalOf(getIncident(scene.alice, { id: "none" }))).code).toBe("not_found");
  });
});

test("what flaps rings out six times an hour at the most, and after all when it stays", async () => {
  const { id, seriesId } = await scene.stat("flapping", "value");
  await scene.alert({ statId: id, hold: "0s" });
  for (let minute = 0; minute < 40; minute++) {
    const moment = new Date(Date.parse(NOON) + minute * 60_000 + 1_000);
    await scene.store.pool.query("TRUNCATE series_minute");
    await scene.put(seriesId, moment, minute % 2 === 0 ? 20 : 0);
    await scene.tick(new Date(moment.getTime() + 1_000));
  }
  expect((await scene.told()).filter((each) => each.startsWith("triggered"))).toHaveLength(6);
  expect((await scene.told()).filter((each) => each.startsWith("resolved"))).toHaveLength(6);
  expect(await scene.story()).toHaveLength(40);
  await scene.store.pool.query("TRUNCATE series_minute");
  await scene.put(seriesId, at("12:40:01"), 20);
  await scene.ticks(30, at("12:44:02"));
  await scene.put(seriesId, at("12:44:10"), 20);
  await scene.ticks(30, at("12:48:32"));
  await scene.put(seriesId, at("12:48:40"), 20);
  await scene.ticks(30, at("12:52:00"));
  expect((await scene.told()).slice(12)).toHaveLength(1);
});
