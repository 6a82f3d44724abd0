import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import { PRESETS, type Preset } from "@/lib/domain/step";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { updateTeam } from "@/lib/interactors/team/update-team";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking, castOf, putMinute, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { readPreset } from "./read-preset";
import { readSeries, readStatSeries } from "./read-series";
import { readSparklines } from "./read-sparklines";

const clock = stoppedClock("2026-05-04T12:00:00Z");
const unix = (moment: string) => Date.parse(moment) / 1_000;
let store: Store;
let alice: Context;
let charlie: Context;

beforeAll(async () => {
  store = openStore(await scratchDatabase());
  const cast = await castOf(store);
  alice = asking(store, clock, cast.alice.actor);
  charlie = asking(store, clock, cast.charlie.actor);
});
afterAll(() => store.close());

let count = 0;
async function statWith(kind: "counter" | "value", minutes: Record<string, number[]>) {
  count += 1;
  const stat = await createStat(alice, { name: `stat ${count}`, kind });
  for (const [minute, values] of Object.entries(minutes)) await putMinute(store, stat.seriesId, minute, values);
  return stat;
}

const DAY = { from: "2026-05-03T00:00:00Z", to: "2026-05-04T00:00:00Z" };

describe("a series", () => {
  test("holds the sum of a counter and the mean of a value, and null where nothing came", async () => {
    const minutes = { "2026-05-03T01:10:00Z": [1, 2], "2026-05-03T01:50:00Z": [6], "2026-05-03T03:00:00Z": [0] };
    for (const [kind, v] of [
      ["counter", 9],
      ["value", 3],
    ] as const) {
      const stat = await statWith(kind, minutes);
      const series = await readStatSeries(alice, { id: stat.id, ...DAY, step: "1h" });
      expect(series).toMatchObject({ from: unix(DAY.from), to: unix(DAY.to), step: "1h", zone: "UTC", compare: null });
      expect(series.points).toHaveLength(24);
      expect(series.points[0]).toEqual({ t: unix(DAY.from), n: 0, v: null, sum: null, min: null, max: null });
      expect(series.points[1]).toEqual({ t: unix("2026-05-03T01:00:00Z"), n: 3, v, sum: 9, min: 1, max: 6 });
      expect(series.points[3]).toMatchObject({ n: 1, v: 0, sum: 0, min: 0, max: 0 });
    }
  });

  test("includes a point of this very minute, even at the stroke of an hour", async () => {
    const stat = await statWith("counter", { "2026-05-04T12:00:00Z": [7] });
    for (const step of ["1m", "1h", "1d"] as const) {
      const { points } = await readStatSeries(alice, { id: stat.id, from: "-1h", step });
      expect(points.at(-1)).toMatchObject({ n: 1, v: 7 });
    }
  });

  test("is the last week unless asked for otherwise, with a step that reads well", async () => {
    const stat = await statWith("counter", {});
    const series = await readStatSeries(alice, { id: stat.id });
    expect(series).toMatchObject({ from: unix("2026-04-27T12:00:00Z"), to: unix("2026-05-04T12:00:00Z"), step: "1h" });
    expect(series.points.every((point) => point.v === null)).toBe(true);
  });

  test("has days of 23 and 25 hours where the clocks change", async () => {
    const stat = await statWith("counter", {
      "2026-03-28T22:59:00Z": [1],
      "2026-03-28T23:00:00Z": [2],
      "2026-03-29T21:59:00Z": [4],
      "2026-03-29T22:00:00Z": [8],
    });
    const asked = { id: stat.id, from: "2026-03-28", to: "2026-03-31", step: "1d", tz: "Europe/Berlin" } as const;
    const { points } = await readStatSeries(alice, asked);
    expect(points.map((point) => point.v)).toEqual([1, 6, 8]);
  });

  test("follows the team's clocks unless another zone is asked for", async () => {
    const stat = await statWith("counter", {});
    await updateTeam(alice, { zone: "Asia/Tokyo" });
    expect((await readStatSeries(alice, { id: stat.id })).zone).toBe("Asia/Tokyo");
    expect((await readStatSeries(alice, { id: stat.id, tz: "America/New_York" })).zone).toBe("America/New_York");
    await updateTeam(alice, { zone: "UTC" });
  });

  test("lies over the same range a week earlier, on the same wall clock", async () => {
    const stat = await statWith("counter", { "2026-03-23T07:30:00Z": [3], "2026-03-30T06:30:00Z": [5] });
    const series = await readStatSeries(alice, {
      id: stat.id,
      from: "2026-03-30T00:00",
      to: "2026-03-31T00:00",
      step: "1h",
      tz: "Europe/Berlin",
      compare: "1w",
    });
    const eight = series.points.findIndex((point) => point.v === 5);
    expect(eight).toBe(8);
    expect(series.compare).toHaveLength(series.points.length);
    expect(series.compare?.[eight]).toEqual({ ...series.compare?.[eight], t: series.points[eight]?.t, v: 3, n: 1 });
  });

  test("of several stats keeps their order, and names each once", async () => {
    const [a, b] = [await statWith("counter", { "2026-05-03T01:00:00Z": [1] }), await statWith("value", {})];
    const many = await readSeries(alice, { ids: [b.id, a.id, b.id], ...DAY });
    expect(many.map((series) => series.stat.id)).toEqual([b.id, a.id]);
    expect(many[1]?.stat).toMatchObject({ lastValue: 1, favourite: false });
  });

  test("of another team's stat answers like a missing one", async () => {
    const { id } = await statWith("counter", {});
    const foreign = await refusalOf(readStatSeries(charlie, { id }));
    const missing = await refusalOf(readStatSeries(charlie, { id: "nosuch" }));
    expect(foreign).toMatchObject({ code: "not_found", detail: missing.detail });
  });

  test.each([
    [{ from: "yesterday" }, "#/from"],
    [{ to: "-1x" }, "#/to"],
    [{ from: DAY.to, to: DAY.from }, "#/from"],
    [{ from: DAY.to, to: DAY.to }, "#/from"],
    [{ step: "2h" }, "#/step"],
    [{ tz: "Mars/Olympus" }, "#/tz"],
    [{ tz: "+02:00" }, "#/tz"],
    [{ tz: "'; DROP TABLE stat; --" }, "#/tz"],
    [{ compare: "week" }, "#/compare"],
    [{ compare: "0d" }, "#/compare"],
    [{ from: "0001-01-02T00:00:00Z", to: "0001-02-01T00:00:00Z", compare: "900y" }, "#/from"],
    [{ colour: "red" }, "#/colour"],
  ])("refuses %j", async (asked, pointer) => {
    const { id } = await statWith("counter", {});
    const refusal = await refusalOf(readStatSeries(alice, { id, ...asked } as never));
    expect(refusal).toMatchObject({ code: "invalid", more: { faults: [{ pointer }] } });
  });

  test("refuses more than eight stats, and none", async () => {
    for (const ids of [Array.from({ length: 9 }, (_, index) => `s${index}`), []]) {
      expect((await refusalOf(readSeries(alice, { ids }))).more.faults).toMatchObject([{ pointer: "#/ids" }]);
    }
  });

  test("of more than 2,000 buckets says which step to take", async () => {
    const { id } = await statWith("counter", {});
    const tooFine = await refusalOf(readStatSeries(alice, { id, from: "-1w", step: "1m" }));
    expect(tooFine.more.faults).toMatchObject([{ pointer: "#/step", detail: expect.stringContaining("step=15m") }]);
    expect((await readStatSeries(alice, { id, from: "-1w", step: "15m" })).points.length).toBeLessThanOrEqual(2_000);
    const century = await refusalOf(readStatSeries(alice, { id, from: "-100y", step: "1d" }));
    expect(century.more.faults).toMatchObject([{ detail: expect.stringContaining("step=1M") }]);
    expect((await readStatSeries(alice, { id, from: "-100y" })).step).toBe("1M");
    const tooLong = await refusalOf(readStatSeries(alice, { id, from: "0001-01-01T00:00:00Z" }));
    expect(tooLong.more.faults).toMatchObject([{ detail: expect.stringContaining("shorter range") }]);
  });
});

describe("sparklines", () => {
  test("are the last 24 hours, hour by hour, beside the 24 before, in one map", async () => {
    clock.set("2026-05-04T12:00:30Z");
    const minutes = {
      "2026-05-02T12:01:00Z": [4],
      "2026-05-03T12:00:00Z": [6],
      "2026-05-03T12:01:00Z": [1],
      "2026-05-04T11:00:00Z": [2],
      "2026-05-04T12:00:00Z": [3, 9],
    };
    const [counter, value, empty] = [
      await statWith("counter", minutes),
      await statWith("value", minutes),
      await statWith("counter", {}),
    ];
    const sparklines = await readSparklines(alice, { ids: [counter.id, value.id, empty.id, "nosuch"] });
    expect([...sparklines.keys()].sort()).toEqual([counter.id, value.id, empty.id].sort());
    expect(sparklines.get(counter.id)).toMatchObject({ today: 15, before: 10 });
    expect(sparklines.get(value.id)).toMatchObject({ today: 15 / 4, before: 5 });
    expect(sparklines.get(counter.id)?.values).toEqual([1, ...Array(21).fill(null), 2, 12]);
    expect(sparklines.get(value.id)?.values.at(-1)).toBe(6);
    expect(sparklines.get(empty.id)).toEqual({ values: Array(24).fill(null), today: null, before: null });
  });

  test("of another team are not there", async () => {
    const { id } = await statWith("counter", {});
    expect(await readSparklines(charlie, { ids: [id] })).toEqual(new Map());
  });
});

describe("a preset range", () => {
  const month = PRESETS.find(({ name }) => name === "month") as Preset;
  const daily = Object.fromEntries(
    ["24", "25", "26", "27", "28", "29", "30"].map((day) => [`2026-04-${day}T18:00:00Z`, [Number(day)]]),
  );
  const hourly = Object.fromEntries(
    ["00", "03", "06", "09", "12", "15", "18", "21"].map((hour) => [`2026-05-03T${hour}:00:00Z`, [1]]),
  );

  test("is read by its own step when that makes a line", async () => {
    const { id } = await statWith("value", hourly);
    const [series] = await readPreset(alice, { ids: [id], preset: month });
    expect(series?.step).toBe("3h");
  });

  test("is read by the coarser step when a stat reports only now and then", async () => {
    const stats = [await statWith("value", hourly), await statWith("value", daily)];
    const series = await readPreset(alice, { ids: stats.map(({ id }) => id), preset: month });
    expect(series.map(({ step }) => step)).toEqual(["1d", "1d"]);
    expect(series[1]?.points.filter(({ v }) => v !== null)).toHaveLength(7);
  });
});
