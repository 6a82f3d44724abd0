import { execFile } from "node:child_process";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Context } from "@/lib/context";
import { rollUp } from "@/lib/interactors/housekeeping/roll-up";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking, castOf, putMinute, stoppedClock } from "@/lib/testing/cast";
import { scratchDatabase } from "@/lib/testing/scratch";
import { doctor as doctorCommand } from "./doctor";
import { UsageError } from "./usage";

const clock = stoppedClock("2026-05-06T12:10:00Z");
let store: Store;
let job: Context;
let statId: string;
let seriesId: bigint;

vi.mock("./database", () => ({ withDatabase: (work: (ctx: Context) => Promise<unknown>) => work(job) }));

async function doctor(...flags: string[]): Promise<{ exit: number; out: string }> {
  const answer = await doctorCommand(flags);
  return typeof answer === "string" ? { exit: 0, out: answer } : { exit: answer.exitStatus, out: answer.text };
}

/** Runs it as an operator does. */
function run(...flags: string[]): Promise<{ exit: number; out: string; err: string }> {
  const env = { ...process.env, DATABASE_URL: store.url };
  return new Promise((resolve) => {
    execFile(process.execPath, ["bin/statnest.js", "doctor", ...flags], { env }, (error, out, err) =>
      resolve({ exit: Number(error?.code ?? 0), out, err }),
    );
  });
}

beforeAll(async () => {
  store = openStore(await scratchDatabase());
  job = asking(store, clock, { kind: "job", name: "command line" });
  const cast = await castOf(store);
  const stat = await createStat(asking(store, clock, cast.alice.actor), { name: "signups", kind: "counter" });
  statId = stat.id;
  seriesId = stat.seriesId;
});
afterAll(() => store.close());

test("a fresh database is all right: nothing was rolled up, nothing is wrong", async () => {
  const { exit, out } = await doctor();
  expect([exit, out]).toEqual([0, expect.stringMatching(/0 quarters and 0 days checked, all right\n$/)]);
  expect(out).toMatch(/PostgreSQL \d+/);
  expect(out).toMatch(/fsync on, synchronous_commit on/);
  expect(out).toMatch(/rolled up to +never/);
  expect(out).toMatch(/last rounds +never/);
});

test("rows that are not what their minutes make are named, and made anew by --rebuild", async () => {
  await putMinute(store, seriesId, "2026-05-05T11:05:00Z", [1, 2]);
  await putMinute(store, seriesId, "2026-05-06T11:14:00Z", [4]);
  await rollUp(job);
  expect(await doctor()).toMatchObject({
    exit: 0,
    out: expect.stringContaining("2 quarters and 1 day checked, all right"),
  });

  await store.pool.query("UPDATE series_quarter SET sum = sum + 1 WHERE quarter = '2026-05-06T11:00:00Z'");
  await store.pool.query("DELETE FROM series_day");
  const sick = await doctor();
  expect(sick.exit).toBe(1);
  expect(sick.out).toContain("2 wrong");
  expect(sick.out).toMatch(new RegExp(`quarter +2026-05-06T11:00:00.* stat ${statId}`));
  expect(sick.out).toMatch(new RegExp(`day +2026-05-05T00:00:00.* stat ${statId}`));
  expect(sick.out).toContain("--rebuild");

  const cured = await doctor("--rebuild");
  expect([cured.exit, cured.out]).toEqual([0, expect.stringContaining("2 quarters and 1 day checked, all right")]);
});

test("--json is one object in one line, ok or not by its exit status too", async () => {
  const well = await doctor("--json");
  expect(well.out.trim().split("\n")).toHaveLength(1);
  expect([well.exit, JSON.parse(well.out)]).toEqual([
    0,
    expect.objectContaining({
      ok: true,
      checked: { quarters: 2, days: 1, wrong: [] },
      amounts: expect.objectContaining({ stats: 1, trashed: 0 }),
      roll_up: expect.objectContaining({ rolled_to: "2026-05-06T12:00:00.000Z", stats: 1 }),
      waiting: { dirty_quarters: 0, bin_hours: 0 },
    }),
  ]);
  await store.pool.query("UPDATE series_day SET n = n + 1");
  const sick = await doctor("--json");
  expect([sick.exit, JSON.parse(sick.out)]).toMatchObject([1, { ok: false, checked: { wrong: [{ level: "day" }] } }]);
});

test("--help tells what it does; an unknown flag or a word too many is an error with the usage", async () => {
  expect(await doctor("--help")).toMatchObject({ exit: 0, out: expect.stringContaining("--rebuild") });
  for (const word of ["--repair", "please"]) {
    await expect(doctor(word)).rejects.toThrow(UsageError);
    await expect(doctor(word)).rejects.toThrow("usage: statnest doctor");
  }
});

test("its exit status tells a script: 1 for wrong rows, 0 once they are made anew, 2 for wrong words", async () => {
  const sick = await run();
  expect([sick.exit, sick.out]).toEqual([1, expect.stringContaining("1 wrong")]);
  const cured = await run("--rebuild");
  expect([cured.exit, cured.out, cured.err]).toEqual([0, expect.stringContaining("all right"), ""]);
  const wrong = await run("--repair");
  expect([wrong.exit, wrong.out, wrong.err]).toEqual([2, "", expect.stringContaining("usage: statnest doctor")]);
}, 120_000);
