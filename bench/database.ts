import pg from "pg";
import { migrate } from "@/lib/store/engine/migrator";

/** A migrated database of this run's own beside the one named, and how to get rid of it. */
export interface FreshDatabase {
  url: string;
  drop: () => Promise<void>;
}

export async function freshDatabase(
  beside = process.env.DATABASE_URL ?? "postgresql://postgres@127.0.0.1:5432/postgres",
): Promise<FreshDatabase> {
  const name = `statnest_bench_${process.pid}`;
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: beside });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  const drop = () => run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await run(`CREATE DATABASE ${name}`);
  const url = new URL(beside);
  url.pathname = `/${name}`;
  try {
    await migrate(String(url), "prisma/migrations");
  } catch (error) {
    await drop();
    throw error;
  }
  return { url: String(url), drop };
}
