import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { rollUp } from "@/lib/interactors/housekeeping/roll-up";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking } from "@/lib/testing/cast";
import { compare } from "@/lib/testing/model/compare";
import { checkDerived } from "@/lib/testing/model/derived";
import { type Look, STATS } from "@/lib/testing/model/history";
import { Reference, type SentPoint } from "@/lib/testing/model/reference";
import { Scene } from "@/lib/testing/model/scene";
import { numbersFrom } from "@/lib/testing/model/steps";
import { scratchDatabase } from "@/lib/testing/scratch";
import { onFailpoint } from "./failpoint";

const DEEP = process.env.STATNEST_DEEP === "1";
const RACES = DEEP ? 1_000 : 40;
const TICKS = 16;
const ROUNDS = DEEP ? 100 : 3;
const SEED = Number(process.env.STATNEST_SEED ?? (DEEP ? Date.now() % 2 ** 31 : 20_261_123));

const SECOND = 1_000;
const QUARTER = 900 * SECOND;
const HOUR = 4 * QUARTER;
const DAY = 24 * HOUR;
const BEGINS = Date.parse("2026-10-24T22:10:00Z");
const ZONES = ["Europe/London", "Australia/Lord_Howe"];
const COUNTERS = [0, 2, 4];

let scene: Scene;
let ticking: Store[];
let reference: Reference;
let random: () => number;

beforeAll(async () => {
  const url = await scratchDatabase();
  scene = await Scene.open(url);
  ticking = Array.from({ length: TICKS }, () => openStore(url, { connections: 2 }));
});
beforeEach(async () => {
  random = numbersFrom(SEED);
  await begin();
});
afterAll(async () => {
  await Promise.all(ticking.map((store) => store.close()));
  await scene.close();
});

async function begin(): Promise<void> {
  await scene.begin(BEGINS, BEGINS - 30 * DAY, ZONES);
  reference = new Reference();
  for (const [stat, { team, name }] of STATS.entries()) reference.create(stat, team, name);
}

type Sent = SentPoint & { stat: number };

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const upTo = (most: number) => Math.floor(random() * (most + 1));
const pick = <T>(from: readonly T[]) => from[upTo(from.length - 1)] as T;
const moveOn = (milliseconds: number) => scene.clock.set(new Date(scene.now() + milliseconds));
const toPoints = (sent: Sent[]) => sent.map(({ stat, ...point }) => ({ ...point, stat: scene.fed(stat) }));
const note = (sent: Sent[]) => {
  for (const { stat, ...point } of sent) reference.add(stat, point);
};

/** Tells the reference of numbers that are about to be sent. */
function sendAnew(sent: Sent[]): Sent[] {
  note(sent);
  return sent;
}

/** Numbers of the quarter that is being closed, of the one before, and of longer ago. */
function someNumbers(): Sent[] {
  const at = () => scene.now() - pick([0, 70 * SECOND, 10 * 60 * SECOND, QUARTER, 3 * HOUR, DAY]) - upTo(900) * SECOND;
  return Array.from({ length: 1 + upTo(4) }, () => ({ stat: pick(COUNTERS), amount: upTo(100), at: at() }));
}

/** The flush is open in a transaction of its own while roll-ups begin, and ends at some moment or when they have passed. */
async function commitBehind(sent: Sent[], rollUps: number, end: "at some moment" | "when passed"): Promise<void> {
  const { writer } = scene;
  const passing = Array.from({ length: rollUps }, async (_, index) => {
    await pause(upTo(4));
    await rollUp(scene.job(index));
  });
  if (end === "at some moment") await pause(upTo(4));
  await writer.query("BEGIN");
  await scene.flush(toPoints(sent));
  await (end === "when passed" ? Promise.all(passing) : pause(upTo(12)));
  const committed = random() < 0.9;
  await writer.query(committed ? "COMMIT" : "ROLLBACK");
  if (committed) note(sent);
  await Promise.all(passing);
}

/** The flush stands behind a roll-up that waits to close the past, and has begun before that is closed. */
async function waitBehind(sent: Sent[], rollUps: number): Promise<void> {
  const [first, second] = [new pg.Client(scene.store.url), new pg.Client(scene.store.url)];
  await Promise.all([first.connect(), second.connect()]);
  await first.query("BEGIN");
  await first.query("SELECT rollup_enter()");
  const passing = Array.from({ length: rollUps }, (_, index) => rollUp(scene.job(index)));
  await pause(3 + upTo(6));
  const flushed = scene.flush(toPoints(sent), second);
  await pause(upTo(4));
  await first.query("COMMIT");
  await flushed;
  note(sent);
  await Promise.all(passing);
  await Promise.all([first.end(), second.end()]);
}

/** The flush begins amid a roll-up, at one of its failpoints. */
async function sendAmid(sent: Sent[], rollUps: number): Promise<void> {
  const pass = 1 + upTo(7);
  let passed = 0;
  let flushed: Promise<void> | undefined;
  onFailpoint(() => {
    passed += 1;
    if (passed === pass) flushed = scene.flush(toPoints(sent));
  });
  await Promise.all(Array.from({ length: rollUps }, (_, index) => rollUp(scene.job(index))));
  onFailpoint(null);
  await (flushed ?? scene.flush(toPoints(sent)));
  note(sent);
}

async function lookAt(sent: Sent[]): Promise<void> {
  for (const { at } of sent) {
    const back = Math.floor((scene.now() - at) / SECOND);
    const around: Look = {
      team: 0,
      step: "15m",
      back: back - 900,
      buckets: 3,
      zone: null,
      thinned: null,
      through: "store",
    };
    await compare(scene, reference, ZONES, around);
    await compare(scene, reference, ZONES, { ...around, step: "1d", buckets: 2, back: back - 86_400 });
  }
}

test(`a commit that lands behind the mark is rolled up by the next round, in ${RACES} races (seed ${SEED})`, {
  timeout: 60_000 + RACES * 500,
}, async () => {
  await rollUp(scene.job());
  for (let race = 0; race < RACES; race++) {
    const kind = race % 4;
    // While a flush is open the past cannot be closed, so a roll-up passes it only where nothing is to be closed.
    if (kind === 1 || kind === 2) moveOn(QUARTER + upTo(600) * SECOND);
    const sent = someNumbers();
    // Quarters that are marked already, which the flush then marks again.
    if (kind === 3 || random() < 0.5)
      await scene.flush(toPoints(sendAnew(sent.map((each) => ({ ...each, amount: upTo(100) })))));
    if (kind === 3) await sendAmid(sent, 1 + upTo(1));
    else if (kind === 2) await waitBehind(sent, 1 + upTo(2));
    else await commitBehind(sent, 1 + upTo(2), kind === 0 ? "when passed" : "at some moment");
    await lookAt(sent);
    await rollUp(scene.job());
    await lookAt(sent);
    await checkDerived(scene, ZONES);
  }
});

/** Rounds of ticks at once while numbers come in; returns how many quarters were made in all. */
async function roundsOf(ticks: number): Promise<number> {
  await begin();
  random = numbersFrom(SEED);
  let quarters = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await scene.flush(toPoints(sendAnew(someOfTheLast(2 * HOUR, 30))));
    moveOn(2 * HOUR + upTo(2 * HOUR));
    const late = Array.from({ length: 12 }, (_, index) => sendAnew(lateOnes(round * 12 + index)));
    const now = sendAnew(someOfTheLast(0, 10));
    const coming = (async () => {
      for (const sent of [...late, now]) {
        await scene.flush(toPoints(sent));
        await pause(upTo(3));
      }
    })();
    const jobs = ticking.slice(0, ticks).map((store) => asking(store, scene.clock, { kind: "job", name: "tick" }));
    const done = await Promise.all(jobs.map((job) => rollUp(job)));
    await coming;
    quarters += done.reduce((sum, summary) => sum + summary.quarters, 0);
    quarters += (await rollUp(scene.job())).quarters;
    await compare(scene, reference, ZONES, { ...WHOLE, step: "1d", buckets: 40 });
    await compare(scene, reference, ZONES, { ...WHOLE, step: "15m", buckets: 300 });
    await checkDerived(scene, ZONES);
  }
  return quarters;
}

const WHOLE = { team: 0, back: -HOUR / SECOND, zone: null, thinned: null, through: "store" as const };

function someOfTheLast(milliseconds: number, count: number): Sent[] {
  const one = () => ({ stat: pick(COUNTERS), amount: upTo(100), at: scene.now() - upTo(milliseconds) });
  return Array.from({ length: count }, one);
}

/** A quarter of its own for each, so that a mark is never answered by the work of another. */
function lateOnes(number: number): Sent[] {
  const at = BEGINS - 2 * DAY - number * QUARTER;
  return COUNTERS.map((stat) => ({ stat, amount: upTo(100), at }));
}

test(`${TICKS} roll-ups at once share the work of one, in ${ROUNDS} rounds while numbers come in (seed ${SEED})`, {
  timeout: 60_000 + ROUNDS * 5_000,
}, async () => {
  const alone = await roundsOf(1);
  const together = await roundsOf(TICKS);
  expect(alone).toBeGreaterThan(ROUNDS);
  expect(together).toBeLessThanOrEqual(alone * 1.2);
});
