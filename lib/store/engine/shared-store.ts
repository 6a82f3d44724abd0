import { openStore, type Store } from "./store";

const KEY = Symbol.for("statnest.store");
type Holder = { [KEY]?: Store };

/**
 * The one store of this process. Next bundles its own copy of lib/, so it lives on globalThis: two copies of
 * the code, one pool. The process's entry has put DATABASE_URL in place before the first call.
 */
export function sharedStore(): Store {
  const holder = globalThis as Holder;
  holder[KEY] ??= openStore(databaseUrl());
  return holder[KEY];
}

function databaseUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set: start with npm start, or point it at a PostgreSQL 15 or newer");
  return url;
}
