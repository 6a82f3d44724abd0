import { type Change, listenChanges } from "./changes";

/** Someone who wants to know which stats of one team moved; null means any of them. */
interface Subscriber {
  teamId: string;
  onChange(stats: string[] | null): void;
  onEnd(): void;
}

interface SharedChanges {
  subscribers: Set<Subscriber>;
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
  const { subscribers } = holder[KEY];
  subscribers.add(subscriber);
  return () => subscribers.delete(subscriber);
}

/** Ends the listener and tells every subscriber: called when the process stops taking requests. */
export async function endChanges(): Promise<void> {
  const holder = globalThis as Holder;
  const shared = holder[KEY];
  holder[KEY] = undefined;
  for (const subscriber of shared?.subscribers ?? []) subscriber.onEnd();
  await shared?.close();
}

function open(url: string): SharedChanges {
  const subscribers = new Set<Subscriber>();
  const listener = listenChanges(url, (change) => {
    for (const subscriber of subscribers) tell(subscriber, change);
  });
  return { subscribers, close: () => listener.close() };
}

function tell(subscriber: Subscriber, change: Change | null): void {
  const stats = change === null ? null : change[subscriber.teamId];
  if (stats !== undefined) subscriber.onChange(stats);
}
