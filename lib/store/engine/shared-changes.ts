import { type Change, listenChanges } from "./changes";
import { type Subscriber, TeamWatch } from "./team-watch";

interface SharedChanges {
  teams: Map<string, TeamWatch>;
  close(): Promise<void>;
}

const KEY = Symbol.for("statnest.changes");
type Holder = { [KEY]?: SharedChanges };

/**
 * Joins this process's one listener, which is opened by the first to ask and stays open. `onEnd` is called when the
 * process is about to stop. Returns how to leave.
 */
export function subscribeChanges(url: string, subscriber: Subscriber): () => void {
  const holder = globalThis as Holder;
  holder[KEY] ??= open(url);
  const { teams } = holder[KEY];
  const watch = teams.get(subscriber.teamId) ?? new TeamWatch(subscriber.teamId);
  watch.subscribers.add(subscriber);
  if (!teams.has(subscriber.teamId)) {
    teams.set(subscriber.teamId, watch);
    watch.learn();
  }
  return () => {
    watch.subscribers.delete(subscriber);
    if (watch.subscribers.size === 0 && teams.get(subscriber.teamId) === watch) teams.delete(subscriber.teamId);
  };
}

/** Ends the listener and tells every subscriber: called when the process stops taking requests. */
export async function endChanges(): Promise<void> {
  const holder = globalThis as Holder;
  const shared = holder[KEY];
  holder[KEY] = undefined;
  for (const { subscribers } of shared?.teams.values() ?? []) {
    for (const subscriber of subscribers) subscriber.onEnd();
  }
  await shared?.close();
}

function open(url: string): SharedChanges {
  const teams = new Map<string, TeamWatch>();
  const hear = (change: Change | null) => {
    for (const watch of teams.values()) watch.hear(change);
  };
  const listener = listenChanges(url, hear);
  return { teams, close: () => listener.close() };
}
