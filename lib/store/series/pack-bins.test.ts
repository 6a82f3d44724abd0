import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { openStore, type Store } from "@/lib/store/engine/store";
import { scratchDatabase } from "@/lib/testing/scratch";
import { onFailpoint } from "./failpoint";
import { flush, type HourBin } from "./flush";
import { type PackedHour, packBins } from "./pack-bins";
import { readDistribution } from "./read-distribution";

const HOUR = 490_000;
const STAT = 7;
let store: Store;

beforeAll(async () => {
  store = openStore(await scratchDatabase());
  const team = "00000000-0000-7000-8000-00000000000a";
  await store.pool.query("INSERT INTO team (id, name, ukey) VALUES ($1, 'a team', 'u')", [team]);
  await store.pool.query(
    `INSERT INTO stat (id, public_id, team_id, name, kind, classic_key)
     SELECT id, id, $1, 'stat ' || id, 'value', 'key ' || id FROM generate_series(1, 9) id`,
    [team],
  );
});
beforeEach(async () => {
  await store.pool.query("TRUNCATE series_bin, series_sketch");
  await closeTo(HOUR + 1);
});
afterEach(() => onFailpoint(null));
afterAll(() => store.close());

/** All hours before this one are closed. */
async function closeTo(hour: number): Promise<void> {
  await store.pool.query("UPDATE rollup_mark SET closed_to = to_timestamp($1)", [hour * 3_600]);
}

async function write(...bins: HourBin[]): Promise<void> {
  const client = await store.pool.connect();
  try {
    await flush(client, { minutes: [], bins }, []);
  } finally {
    client.release();
  }
}

async function packAll(batch = 10_000): Promise<number> {
  let hours = 0;
  let last: PackedHour | null = null;
  do {
    const packed = await packBins(store.pool, batch, last);
    hours += packed.hours;
    last = packed.last;
  } while (last !== null);
  return hours;
}

async function left(): Promise<{ bins: number; sketches: number }> {
  const { rows } = await store.pool.query(
    "SELECT (SELECT count(*) FROM series_bin)::int AS bins, (SELECT count(*) FROM series_sketch)::int AS sketches",
  );
  return rows[0];
}

function read(statId = STAT, from = HOUR - 100, to = HOUR + 100) {
  return readDistribution(store.pool, { seriesId: BigInt(statId), from: from * 3_600, to: to * 3_600 });
}

const bin = (n: number, at: Partial<HourBin> = {}): HourBin => ({ statId: STAT, hour: HOUR, bin: 100, n, ...at });

test("closed hours are packed, in ascending order, and open ones are not", async () => {
  await write(bin(1), bin(2, { bin: -5 }), bin(3, { bin: 0 }), bin(4, { hour: HOUR + 1 }), bin(5, { statId: 8 }));
  const before = await read();
  expect(await packAll()).toBe(2);
  const { rows } = await store.pool.query("SELECT stat_id, bins, ns FROM series_sketch ORDER BY stat_id");
  expect(rows).toEqual([
    { stat_id: "7", bins: [-5, 0, 100], ns: ["2", "3", "1"] },
    { stat_id: "8", bins: [100], ns: ["5"] },
  ]);
  expect(await left()).toEqual({ bins: 1, sketches: 2 });
  expect(await read()).toEqual(before);
  expect(before).toEqual([
    { bin: -5, n: 2 },
    { bin: 0, n: 3 },
    { bin: 100, n: 5 },
  ]);
});

test("an hour counts as closed only when it is over", async () => {
  await write(bin(1));
  await store.pool.query("UPDATE rollup_mark SET closed_to = to_timestamp($1)", [HOUR * 3_600 + 2_700]);
  expect(await packAll()).toBe(0);
});

test("what comes late is added to what was packed", async () => {
  await write(bin(1), bin(1, { bin: 5 }));
  await packAll();
  await write(bin(10), bin(7, { bin: -9 }));
  await packAll();
  const { rows } = await store.pool.query("SELECT bins, ns FROM series_sketch");
  expect(rows).toEqual([{ bins: [-9, 5, 100], ns: ["7", "1", "11"] }]);
  expect(await left()).toEqual({ bins: 0, sketches: 1 });
});

test("small batches take all the hours of all the stats, whatever an hour they end in", async () => {
  const bins = Array.from({ length: 300 }, (_, i) =>
    bin(i + 1, { statId: 1 + (i % 3), hour: HOUR - (i % 20), bin: i }),
  );
  await write(...bins);
  await packAll(7);
  expect(await left()).toEqual({ bins: 0, sketches: 60 });
  for (const statId of [1, 2, 3]) {
    expect(await read(statId)).toEqual(bins.filter((each) => each.statId === statId).map(({ bin, n }) => ({ bin, n })));
  }
});

test("a range holds its hours and no other", async () => {
  await write(...[0, 1, 2, 3].map((ago) => bin(10 ** ago, { hour: HOUR - ago })));
  await packAll();
  expect(await read(STAT, HOUR - 2, HOUR)).toEqual([{ bin: 100, n: 110 }]);
  expect(await read(STAT, HOUR + 1, HOUR + 2)).toEqual([]);
});

test("a stat that is moving into another counts there, and one that has moved does not", async () => {
  await write(bin(1), bin(2, { statId: 8 }), bin(4, { statId: 9, hour: HOUR + 1 }));
  await packAll();
  await store.pool.query("UPDATE stat SET merged_into_id = 7, moving = true WHERE id IN (8, 9)");
  expect(await read()).toEqual([{ bin: 100, n: 7 }]);
  await store.pool.query("UPDATE stat SET moving = false WHERE id = 9");
  expect(await read()).toEqual([{ bin: 100, n: 3 }]);
  await store.pool.query("UPDATE stat SET merged_into_id = NULL, moving = false");
});

test("a packer that ends between taking and putting leaves everything as it was", async () => {
  await write(bin(1), bin(2, { bin: 5 }));
  const passed: string[] = [];
  onFailpoint((name) => {
    passed.push(name);
    if (name === "bins taken") throw new Error("ended");
  });
  await expect(packAll()).rejects.toThrow("ended");
  expect(await left()).toEqual({ bins: 2, sketches: 0 });
  onFailpoint((name) => void passed.push(name));
  await packAll();
  expect(passed).toEqual(["bins taken", "bins taken", "bins packed"]);
  expect(await read()).toEqual([
    { bin: 5, n: 2 },
    { bin: 100, n: 1 },
  ]);
});

test("several packers among late flushes lose nothing and double nothing, and no read is ever less than the one before", async () => {
  await closeTo(HOUR + 50);
  let writing = true;
  let written = 0;
  const writers = [0, 1, 2].map(async (writer) => {
    for (let round = 0; round < 60; round++) {
      const bins = Array.from({ length: 40 }, (_, i) =>
        bin(1, { statId: 1 + (i % 4), hour: HOUR + (round % 3), bin: (i * 7 + writer + round) % 50 }),
      );
      const once = [...new Map(bins.map((each) => [`${each.statId} ${each.hour} ${each.bin}`, each])).values()];
      await write(...once);
      written += once.length;
    }
  });
  const packers = [0, 1, 2].map(async () => {
    while (writing) await packAll(25);
  });
  let least = 0;
  const reader = (async () => {
    while (writing) {
      const before = written;
      const counts = await Promise.all([1, 2, 3, 4].map((statId) => read(statId)));
      const total = counts.flat().reduce((sum, { n }) => sum + n, 0);
      expect(total).toBeGreaterThanOrEqual(Math.max(before, least));
      least = total;
    }
  })();
  await Promise.all(writers);
  writing = false;
  await Promise.all([...packers, reader]);
  await packAll();
  const counts = await Promise.all([1, 2, 3, 4].map((statId) => read(statId)));
  expect(counts.flat().reduce((sum, { n }) => sum + n, 0)).toBe(written);
  expect(await left()).toEqual({ bins: 0, sketches: 12 });
});
