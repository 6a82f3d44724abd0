import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { scratchDatabase } from "@/lib/testing/scratch";
import { type Change, listenChanges } from "./changes";
import { endChanges, subscribeChanges } from "./shared-changes";

const WITHIN = { timeout: 10_000, interval: 20 };
let url: string;
let client: pg.Client;

beforeAll(async () => {
  url = await scratchDatabase();
  client = new pg.Client({ connectionString: url });
  await client.connect();
});
afterAll(() => client.end());

const notify = (payload: string) => client.query("SELECT pg_notify('statnest_change', $1)", [payload]);
const cutListeners = () =>
  client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'statnest changes' AND datname = current_database()",
  );

test("hints arrive; after a lost connection it listens again and says that anything may have moved", async () => {
  const heard: (Change | null)[] = [];
  const listener = listenChanges(url, (change) => heard.push(change));
  await vi.waitFor(() => expect(heard).toEqual([null]), WITHIN);
  await notify('{"team":["a","b"]}');
  await notify("not json");
  await vi.waitFor(() => expect(heard).toEqual([null, { team: ["a", "b"] }]), WITHIN);
  await cutListeners();
  await vi.waitFor(() => expect(heard.at(-1)).toBeNull(), WITHIN);
  await notify('{"team":["c"]}');
  await vi.waitFor(() => expect(heard.at(-1)).toEqual({ team: ["c"] }), WITHIN);
  await listener.close();
  await notify('{"team":["d"]}');
  await vi.waitFor(async () => expect((await cutListeners()).rowCount).toBe(0), WITHIN);
  expect(heard.at(-1)).toEqual({ team: ["c"] });
});

test("closed while the database is away, it stops trying", async () => {
  const nowhere = listenChanges("postgresql://nobody@127.0.0.1:1/none", () => {
    throw new Error("there is nothing to hear");
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  await nowhere.close();
});

test("one listener serves everybody, each hears of their team alone, and all are told of the end", async () => {
  const heard: Record<string, (string[] | null | "end")[]> = { a: [], b: [] };
  const join = (teamId: string) =>
    subscribeChanges(url, {
      teamId,
      readShared: async () => new Map(),
      onChange: (stats) => heard[teamId]?.push(stats),
      onEnd: () => heard[teamId]?.push("end"),
    });
  const leaveA = join("a");
  join("b");
  await vi.waitFor(() => expect(heard).toEqual({ a: [null], b: [null] }), WITHIN);
  await notify('{"a":["1"],"c":["2"]}');
  await vi.waitFor(() => expect(heard.a).toEqual([null, ["1"]]), WITHIN);
  expect(heard.b).toEqual([null]);
  leaveA();
  await endChanges();
  expect(heard).toEqual({ a: [null, ["1"]], b: [null, "end"] });
});
