import { writeSessionToken } from "@/lib/auth/session-token";
import type { KeyKind } from "@/lib/domain/key";
import { sharedStore } from "@/lib/store/engine/shared-store";
import type { Store } from "@/lib/store/engine/store";
import { type Cast, castOf, keyOf, type Person } from "./cast";
import { scratchDatabase } from "./scratch";

export interface ApiScene {
  store: Store;
  cast: Cast;
  /** Alice's team's keys, by kind. */
  keys: Record<KeyKind, string>;
  /** A manage key of Charlie's team. */
  strangersKey: string;
  /** The headers a browser of this person sends from our own pages. */
  browserOf(person: Person): Promise<Record<string, string>>;
}

/** A process of the web with the cast in its database: call it in `beforeAll`, before the first request. */
export async function apiScene(variables: Record<string, string> = {}): Promise<ApiScene> {
  Object.assign(process.env, {
    DATABASE_URL: await scratchDatabase(),
    NEXTAUTH_SECRET: "a secret for tests, long enough",
    STATNEST_LOG_LEVEL: "silent",
    ...variables,
  });
  const store = sharedStore();
  const cast = await castOf(store);
  const [ingest, read, manage] = [
    await keyOf(store, cast.alice, "ingest"),
    await keyOf(store, cast.alice, "read"),
    await keyOf(store, cast.alice, "manage"),
  ];
  return {
    store,
    cast,
    keys: { ingest, read, manage },
    strangersKey: await keyOf(store, cast.charlie, "manage"),
    browserOf: async (person) => ({
      cookie: `theme=dark; next-auth.session-token=${await writeSessionToken(person)}`,
      host: "localhost:3000",
      origin: "http://localhost:3000",
      "sec-fetch-site": "same-origin",
    }),
  };
}
