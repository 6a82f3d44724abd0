import pg from "pg";
import { expect, inject, test } from "vitest";
import { createDatabase } from "@/lib/testing/scratch";
import { migrate } from "./migrator";

test("eight processes that start at once apply each migration once", async () => {
  const url = await createDatabase(inject("clusterUrl"), `migrate_race_${process.pid}`);
  const results = await Promise.all(Array.from({ length: 8 }, () => migrate(url, "prisma/migrations")));
  expect(results.filter((names) => names.length > 0)).toHaveLength(1);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    "SELECT count(*)::int AS n, count(finished_at)::int AS done FROM _prisma_migrations",
  );
  await client.end();
  expect(rows[0].n).toBe(rows[0].done);
});
