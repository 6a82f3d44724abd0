import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { scratchDatabase } from "@/lib/testing/scratch";
import { isDatabaseAway } from "./database-away";
import { openStore } from "./store";

let url: string;
beforeAll(async () => {
  url = await scratchDatabase();
});

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

test("a database that nobody listens for is away, asked by Prisma or by the pool", async () => {
  const nowhere = openStore("postgresql://nobody@127.0.0.1:1/none");
  const asked = [
    nowhere.prisma.team.findMany(),
    nowhere.prisma.$queryRaw`SELECT 1`,
    nowhere.prisma.$transaction(async (tx) => tx.team.findMany()),
    nowhere.pool.query("SELECT 1"),
  ];
  const errors = await Promise.all(asked.map(errorOf));
  expect(errors.map(isDatabaseAway)).toEqual([true, true, true, true]);
  await nowhere.close();
});

test("one that cuts the connection is away, one that refuses a statement is not", async () => {
  const store = openStore(url, { connections: 1, statementTimeoutMs: 1_000 });
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  afterAll(() => admin.end());
  /** Cuts the connection as soon as it waits for an answer. */
  const cut = async () => {
    for (let cuts = 0; cuts === 0; ) {
      const { rowCount } = await admin.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE pid <> pg_backend_pid() AND datname = current_database() AND state = 'active' AND query ~ 'pg_sleep'`,
      );
      cuts = rowCount ?? 0;
    }
  };
  await store.prisma.$queryRaw`SELECT 1`;
  const waiting = errorOf(store.prisma.$queryRaw`SELECT pg_sleep(0.9)::text`);
  await cut();
  expect(isDatabaseAway(await waiting)).toBe(true);
  expect(isDatabaseAway(await errorOf(store.prisma.$queryRaw`SELECT pg_sleep(5)::text`))).toBe(false);
  expect(isDatabaseAway(await errorOf(store.pool.query("SELECT nothing")))).toBe(false);
  expect(isDatabaseAway(new Error("something else"))).toBe(false);
  expect(isDatabaseAway("text")).toBe(false);
  await store.close();
});
