import { expect, test } from "vitest";
import { Recent } from "./recent";

/** Reads that end when they are told to. */
function slowReads() {
  const ends: ((value: string) => void)[] = [];
  const read = () => new Promise<string>((resolve) => ends.push(resolve));
  return { read, ends };
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

function remembering(chance = 0): Recent<string> {
  return new Recent<string>(3, () => chance);
}

test("those who ask at the same time share one reading", async () => {
  const { read, ends } = slowReads();
  const recent = remembering();
  const asked = [recent.get("a", 0, read), recent.get("a", 900, read)];
  expect(ends).toHaveLength(1);
  ends[0]?.("first");
  expect(await Promise.all(asked)).toEqual(["first", "first"]);
});

test("in the second half of its time it is read anew once, and whoever asks meanwhile is given the last at once", async () => {
  const { read, ends } = slowReads();
  const recent = remembering();
  const first = recent.get("a", 0, read);
  ends[0]?.("first");
  await first;
  expect(await recent.get("a", 1_000, read)).toBe("first");
  await settled();
  expect(await recent.get("a", 1_100, read)).toBe("first");
  await settled();
  expect(ends).toHaveLength(2);
  ends[1]?.("second");
  await settled();
  expect(await recent.get("a", 1_200, read)).toBe("second");
});

test("nothing is older than it may be, counted from when its reading began", async () => {
  const { read, ends } = slowReads();
  const recent = remembering();
  const first = recent.get("a", 0, read);
  ends[0]?.("first");
  await first;
  void recent.get("a", 1_500, read);
  await settled();
  const waiting = recent.get("a", 2_000, read);
  expect(ends).toHaveLength(3);
  ends[2]?.("third");
  expect(await waiting).toBe("third");
  ends[1]?.("second");
  await settled();
  expect(await recent.get("a", 2_100, read)).toBe("third");
});

test("what is forgotten while it is read anew stays forgotten", async () => {
  const { read, ends } = slowReads();
  const recent = remembering();
  const first = recent.get("a", 0, read);
  ends[0]?.("first");
  await first;
  void recent.get("a", 1_500, read);
  await settled();
  recent.forget("a");
  ends[1]?.("before the change");
  await settled();
  void recent.get("a", 1_600, read);
  expect(ends).toHaveLength(3);
});

test("what could not be read anew is tried again, and is not remembered when its time is over", async () => {
  const recent = remembering();
  await recent.get("a", 0, async () => "first");
  let tries = 0;
  const fails = async () => {
    tries += 1;
    throw new Error("away");
  };
  for (const now of [1_000, 1_100]) {
    expect(await recent.get("a", now, fails)).toBe("first");
    await settled();
  }
  expect(tries).toBe(2);
  await expect(recent.get("a", 2_000, fails)).rejects.toThrow("away");
  expect(await recent.get("a", 2_001, async () => "back")).toBe("back");
});

test("two at a time are read ahead", async () => {
  const { read, ends } = slowReads();
  const recent = remembering();
  for (const key of ["a", "b", "c"]) await recent.get(key, 0, async () => key);
  for (const key of ["a", "b", "c"]) expect(await recent.get(key, 1_000, read)).toBe(key);
  await settled();
  expect(ends).toHaveLength(2);
});

test("of more than there is room for the oldest goes", async () => {
  const { read, ends } = slowReads();
  const recent = remembering();
  for (const [i, key] of ["a", "b", "c", "d"].entries()) await recent.get(key, i, async () => key);
  expect(await recent.get("b", 10, read)).toBe("b");
  void recent.get("a", 10, read);
  expect(ends).toHaveLength(1);
});
