import { expect, test } from "vitest";
import { shareRounds } from "./share-rounds";

/** A round that ends when it is told to, and how often it began. */
function slowRound() {
  const ends: ((fail?: Error) => void)[] = [];
  const ask = shareRounds(
    () =>
      new Promise<number>((resolve, reject) => {
        const number = ends.length + 1;
        ends.push((fail) => (fail ? reject(fail) : resolve(number)));
      }),
  );
  return { ask, ends };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test("whoever asks while a round runs shares the next, which begins when that one has ended", async () => {
  const { ask, ends } = slowRound();
  const first = ask();
  await settled();
  const late = [ask(), ask(), ask()];
  await settled();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await settled();
  expect(ends).toHaveLength(2);
  ends[1]?.();
  expect(await Promise.all([first, ...late])).toEqual([1, 2, 2, 2]);
});

test("a round that fails fails for those who share it, and the next one is begun all the same", async () => {
  const { ask, ends } = slowRound();
  const first = ask();
  await settled();
  const late = ask();
  ends[0]?.(new Error("away"));
  await expect(first).rejects.toThrow("away");
  await settled();
  ends[1]?.();
  expect(await late).toBe(2);
});
