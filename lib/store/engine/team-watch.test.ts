import { expect, test, vi } from "vitest";
import { TeamWatch } from "./team-watch";

type Shared = Map<string, Set<string>>;

/** A page that watches team "us", to which the test says what others share, each time that is read. */
function page() {
  const heard: (string[] | null)[] = [];
  const readings: { answer(shared: Record<string, string[]>): void; fail(): void }[] = [];
  const watch = new TeamWatch("us");
  watch.subscribers.add({
    teamId: "us",
    readShared: () =>
      new Promise<Shared>((resolve, reject) => {
        const answer = (shared: Record<string, string[]>) =>
          resolve(new Map(Object.entries(shared).map(([team, ids]) => [team, new Set(ids)])));
        readings.push({ answer, fail: () => reject(new Error("the database is away")) });
      }),
    onChange: (stats) => heard.push(stats),
    onEnd: () => {},
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  return { heard, readings, watch, settled };
}

test("hears of its own stats and of those that others share, and of no others; nothing is read for that", async () => {
  const { heard, readings, watch, settled } = page();
  watch.learn();
  readings[0]?.answer({ them: ["b", "c"] });
  await settled();
  watch.hear({ us: ["a"], them: ["b", "x"], strangers: ["b"] });
  watch.hear({ them: ["x"], strangers: ["c"] });
  watch.hear({ them: ["c"] });
  expect(heard).toEqual([["a", "b"], ["c"]]);
  expect(readings).toHaveLength(1);
});

test("hears that any of its own stats may have moved, and not of others", async () => {
  const { heard, readings, watch, settled } = page();
  watch.learn();
  readings[0]?.answer({ them: ["b"] });
  await settled();
  watch.hear({ all: ["them"] });
  watch.hear({ all: ["us"] });
  expect(heard).toEqual([null]);
  expect(readings).toHaveLength(1);
});

test("while it reads what is shared it tells nothing of others, and then that anything may have moved", async () => {
  const { heard, readings, watch, settled } = page();
  watch.learn();
  watch.hear({ them: ["b"] });
  watch.hear({ us: ["a"] });
  expect(heard).toEqual([["a"]]);
  readings[0]?.answer({ them: ["b"] });
  await settled();
  expect(heard).toEqual([["a"], null]);
});

test("where nothing is shared nothing was missed", async () => {
  const { heard, readings, watch, settled } = page();
  watch.learn();
  watch.hear({ them: ["b"] });
  readings[0]?.answer({});
  await settled();
  expect(heard).toEqual([]);
});

test("a share that ends is told no more from that very hint on, whatever the order of readings", async () => {
  const { heard, readings, watch, settled } = page();
  watch.learn();
  readings[0]?.answer({ them: ["b"] });
  await settled();
  watch.hear({ us: ["b"], them: ["b"], shares: ["us"] });
  watch.hear({ them: ["b"] });
  watch.hear({ shares: ["us"] });
  readings[2]?.answer({});
  await settled();
  readings[1]?.answer({ them: ["b"] });
  await settled();
  watch.hear({ them: ["b"] });
  expect(heard).toEqual([["b"]]);
  watch.hear({ shares: ["others"] });
  expect(readings).toHaveLength(3);
});

test("after a lost connection all is read anew, again and again while that fails", async () => {
  const { heard, readings, watch } = page();
  watch.learn();
  watch.hear(null);
  readings[1]?.fail();
  await vi.waitFor(() => expect(readings).toHaveLength(3), { timeout: 3_000 });
  readings[2]?.answer({ them: ["b"] });
  await vi.waitFor(() => {
    watch.hear({ them: ["b"] });
    expect(heard.at(-1)).toEqual(["b"]);
  });
  expect(heard[0]).toBeNull();
});
