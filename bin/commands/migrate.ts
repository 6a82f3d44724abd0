import { withDatabase } from "./database";

/** `statnest migrate`: what every start does first, on its own. */
export async function migrateDatabase(): Promise<string> {
  await withDatabase(async () => {});
  return "the database is up to date\n";
}
