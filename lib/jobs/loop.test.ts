import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startLoops } from "./loop";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const refuse = () => {
  throw new Error("no error was expected");
};

test("a job runs at once, then at its interval, until stopped", async () => {
  let rounds = 0;
  const loops = startLoops([{ name: "count", everySeconds: 10, run: async () => void rounds++ }], refuse);
  await vi.advanceTimersByTimeAsync(25_000);
  expect(rounds).toBe(3);
  await loops.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(rounds).toBe(3);
});

test("a round that outlasts its interval is never joined by another", async () => {
  let running = 0;
  let most = 0;
  const run = async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    running--;
  };
  const loops = startLoops([{ name: "slow", everySeconds: 1, run }], refuse);
  await vi.advanceTimersByTimeAsync(30_000);
  const stopped = loops.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  await stopped;
  expect(most).toBe(1);
});

test("a round that throws is told, and neither ends its own loop nor another's", async () => {
  const told: string[] = [];
  let others = 0;
  const failing = {
    name: "failing",
    everySeconds: 1,
    run: async () => {
      throw new Error("away");
    },
  };
  const loops = startLoops([failing, { name: "other", everySeconds: 1, run: async () => void others++ }], (job) =>
    told.push(job),
  );
  await vi.advanceTimersByTimeAsync(2_500);
  await loops.stop();
  expect(told).toEqual(["failing", "failing", "failing"]);
  expect(others).toBe(3);
});

test("stopping waits for the round under way and tells it", async () => {
  const seen: string[] = [];
  const run = async (stopping: AbortSignal) => {
    stopping.addEventListener("abort", () => seen.push("asked"));
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    seen.push("ended");
  };
  const loops = startLoops([{ name: "long", everySeconds: 1, run }], refuse);
  const stopped = loops.stop().then(() => seen.push("stopped"));
  await vi.advanceTimersByTimeAsync(3_000);
  await stopped;
  expect(seen).toEqual(["asked", "ended", "stopped"]);
});
