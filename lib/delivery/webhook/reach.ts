import { lookup, Resolver } from "node:dns/promises";
import { baseUrl, type Env, env } from "@/lib/env";

/** How far what people let us call may be away. */
export interface Reach {
  /** Any address, port and `http:` as well: the operator decided so. */
  anywhere: boolean;
  /** The ports that may be called; unless `anywhere`. */
  ports: readonly number[];
  /** The names of this very site, which calls nothing of its own; unless `anywhere`. */
  ownHosts: readonly string[];
  /** From looking a name up to the end of the answer, ms. */
  patienceMs: number;
  /** All addresses of a name. Rejects with the codes of node:dns. */
  resolve(host: string): Promise<string[]>;
}

const PORTS = [443, 8443];
const PATIENCE_MS = 15_000;
const LOOKUP_MS = 3_000;
const LOOKUP_TRIES = 2;

const KEY = Symbol.for("statnest.reach");
type Holder = { [KEY]?: Reach };

/** How far this process may call out, by its configuration. */
export function sharedReach(): Reach {
  const holder = globalThis as Holder;
  holder[KEY] ??= openReach(env());
  return holder[KEY];
}

/** For tests: another reach for this process; null is that of the configuration. */
export function onReach(reach: Reach | null): void {
  if (reach === null) delete (globalThis as Holder)[KEY];
  else (globalThis as Holder)[KEY] = reach;
}

export function openReach(settings: Env): Reach {
  const anywhere = settings.STATNEST_ALLOW_PRIVATE_WEBHOOKS;
  return {
    anywhere,
    ports: PORTS,
    ownHosts: [new URL(baseUrl(settings)).hostname],
    patienceMs: PATIENCE_MS,
    resolve: anywhere ? resolveAsThisHost : resolvePublicly(),
  };
}

/**
 * Asks name servers alone, beside the thread pool: whoever has a name that takes for ever to look up must not hold up
 * the files and passwords of everybody. `servers` are others than the system's.
 */
export function resolvePublicly(servers?: string[]): Reach["resolve"] {
  return async (host) => {
    const resolver = new Resolver({ timeout: LOOKUP_MS, tries: LOOKUP_TRIES });
    if (servers !== undefined) resolver.setServers(servers);
    const found = await Promise.allSettled([resolver.resolve6(host), resolver.resolve4(host)]);
    const addresses = found.flatMap((each) => (each.status === "fulfilled" ? each.value : []));
    if (addresses.length > 0) return addresses;
    const [, v4] = found;
    throw v4?.status === "rejected" ? v4.reason : new Error("no addresses");
  };
}

async function resolveAsThisHost(host: string): Promise<string[]> {
  return (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);
}
