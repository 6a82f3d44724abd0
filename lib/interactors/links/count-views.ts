import { beforeEnding } from "@/lib/ending";
import { log } from "@/lib/log";
import type { Store } from "@/lib/store/engine/store";
import { addViews } from "@/lib/store/records/links";
import type { PublicContext } from "./public-context";

const EVERY_MS = 5_000;
/** So many links hold views at a time; what is beyond them waits for nothing and is written at once. */
const MOST_LINKS = 10_000;

interface Tally {
  seen: Map<string, { views: number; at: Date }>;
  timer: NodeJS.Timeout | null;
}

const KEY = Symbol.for("statnest.views");
type Holder = { [KEY]?: WeakMap<Store, Tally> };

/**
 * Counts a view of a link: that it was shown in full to somebody who had nothing of it yet. Whoever asks only whether
 * it changed, as browsers, caches and open embeds do, does not view it again. Views are kept in memory and written
 * every five seconds, so a process that is killed loses the last of them.
 */
export function countViews({ store, clock }: PublicContext, { id }: { id: string }): void {
  const tally = tallyOf(store);
  tally.seen.set(id, { views: (tally.seen.get(id)?.views ?? 0) + 1, at: clock.now() });
  if (tally.seen.size >= MOST_LINKS) void writeViews(store);
  tally.timer ??= setTimeout(() => void writeViews(store), EVERY_MS).unref();
}

/** Writes what was counted since the last time; what cannot be written waits for the next. Never throws. */
export async function writeViews(store: Store): Promise<void> {
  const tally = tallyOf(store);
  if (tally.timer !== null) clearTimeout(tally.timer);
  tally.timer = null;
  const { seen } = tally;
  if (seen.size === 0) return;
  tally.seen = new Map();
  try {
    await addViews(
      store.pool,
      [...seen].map(([id, each]) => ({ id, ...each })),
    );
  } catch (error) {
    log().warn({ err: error }, "views of embeds were not written");
    if (tally.seen.size + seen.size < MOST_LINKS) giveBack(tally, seen);
  }
}

function giveBack(tally: Tally, seen: Tally["seen"]): void {
  for (const [id, { views, at }] of seen) {
    const since = tally.seen.get(id);
    tally.seen.set(id, { views: views + (since?.views ?? 0), at: since?.at ?? at });
  }
}

/** Next may bundle several copies of this: they count together. */
function tallyOf(store: Store): Tally {
  const holder = globalThis as Holder;
  holder[KEY] ??= new WeakMap();
  const known = holder[KEY].get(store);
  if (known !== undefined) return known;
  const tally: Tally = { seen: new Map(), timer: null };
  holder[KEY].set(store, tally);
  beforeEnding(() => writeViews(store));
  return tally;
}
