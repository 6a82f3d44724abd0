import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { history } from "@/lib/testing/model/history";
import { play } from "@/lib/testing/model/play";
import { Scene } from "@/lib/testing/model/scene";
import { scratchDatabase } from "@/lib/testing/scratch";

const DEEP = process.env.STATNEST_DEEP === "1";
const HISTORIES = Number(process.env.STATNEST_HISTORIES ?? (DEEP ? 10_000 : 60));
/** The same in every `npm test`, another in every deep run; STATNEST_SEED plays a run again. */
const SEED = Number(process.env.STATNEST_SEED ?? (DEEP ? Date.now() % 2 ** 31 : 20_261_123));
const MOST_TRIES = 200;

let scene: Scene;
beforeAll(async () => {
  process.env.STATNEST_LOG_LEVEL = "silent";
  scene = await Scene.open(await scratchDatabase());
});
afterAll(() => scene.close());

test(`every figure is what the points come to, in ${HISTORIES} random histories (seed ${SEED})`, {
  timeout: 120_000 + HISTORIES * 1_000,
}, async () => {
  let played = 0;
  let tries = 0;
  await fc.assert(
    fc.asyncProperty(history, async (each) => {
      // Once one has failed, what follows are tries to make it smaller.
      if (tries > MOST_TRIES) throw new fc.PreconditionFailure(true);
      if (tries > 0) tries += 1;
      await play(scene, each).catch((error) => {
        tries ||= 1;
        throw error;
      });
      played += 1;
    }),
    { seed: SEED, numRuns: HISTORIES, verbose: 0 },
  );
  expect(played).toBe(HISTORIES);
});
