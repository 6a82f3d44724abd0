import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { openEmbedded } from "./embedded/embedded";
import { migrate } from "./migrator";

const OLDEST_MAJOR = 15;
/** What a server says that will soon take connections: starting, restarting, full. */
const PASSING_STATES = ["57P01", "57P02", "57P03", "53300"];
const PASSING_MESSAGES = /terminated unexpectedly|timeout expired/;

/** The database of this instance, held for as long as this process needs it. */
export interface Database {
  /** May hold a password: not for logs. */
  readonly url: string;
  readonly embedded: boolean;
  /** Calls back each time the embedded server is lost; never for a server of the operator's. */
  onLost(listener: (reason: Error) => void): void;
  /**
   * Brings the embedded server back and resolves to its URL: the same, unless another program took its port meanwhile.
   * Does nothing for a server of the operator's.
   */
  revive(): Promise<string>;
  /** Lets go. The last process to let go of an embedded server stops it. */
  release(): Promise<void>;
}

export interface DatabaseOptions {
  /** Where the embedded server keeps its data; unused when there is a `databaseUrl`. */
  dataFolder: string;
  databaseUrl?: string | undefined;
}

/**
 * The operator's server when there is a URL, else the embedded one, started when it does not run.
 * Says nothing yet about whether that server is fit: see {@link ensureReady}.
 */
export async function openDatabase({ dataFolder, databaseUrl }: DatabaseOptions): Promise<Database> {
  if (databaseUrl) return operatorsDatabase(databaseUrl);
  const server = await openEmbedded({ dataFolder });
  return {
    get url() {
      return server.url;
    },
    embedded: true,
    onLost: (listener) => server.onLost(listener),
    revive: () => server.revive(),
    release: () => server.release(),
  };
}

function operatorsDatabase(url: string): Database {
  return { url, embedded: false, onLost: () => {}, revive: async () => url, release: async () => {} };
}

export interface ReadyOptions {
  /** The folder of `prisma migrate`. */
  migrationsFolder?: string;
  /** How long to wait for the server to take connections. */
  patienceMs?: number;
  warn?: (message: string) => void;
}

/**
 * Waits for the database, refuses a server that could lose what it acknowledged or is too old, and migrates.
 * Throws one sentence that says what is wrong and what to do.
 * @returns the names of the migrations applied
 */
export async function ensureReady(url: string, options: ReadyOptions = {}): Promise<string[]> {
  const { migrationsFolder = "prisma/migrations", patienceMs = 30_000, warn = () => {} } = options;
  const client = await connect(url, patienceMs);
  try {
    await checkServer(client, url, warn);
  } finally {
    await client.end();
  }
  return migrate(url, migrationsFolder, warn);
}

async function connect(url: string, patienceMs: number): Promise<pg.Client> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 5_000,
      application_name: "statnest",
    });
    client.on("error", () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      if (!isPassing(error) || Date.now() > deadline) throw new Error(`${nameOf(url)}: ${reasonOf(error)}`);
    }
    await sleep(250);
  }
}

function isPassing(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  if (code === undefined) return PASSING_MESSAGES.test(message ?? "");
  // A state of PostgreSQL's, as opposed to an error of the network.
  return /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]{4}$/.test(code) ? PASSING_STATES.includes(code) : true;
}

function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  if (code === "3D000") return `${message}: create it (createdb)`;
  return message || code || String(error);
}

/** Without the password. */
function nameOf(url: string): string {
  if (!URL.canParse(url)) return "the database of DATABASE_URL";
  const { hostname, port, pathname, searchParams } = new URL(url);
  return `the database ${pathname.slice(1)} at ${hostname || searchParams.get("host") || "localhost"}:${port || 5432}`;
}

async function checkServer(client: pg.Client, url: string, warn: (message: string) => void): Promise<void> {
  const { rows } = await client.query<ServerFacts>(FACTS);
  const facts = rows[0];
  if (!facts) throw new Error(`${nameOf(url)} says nothing of itself`);
  const fault = faultOf(facts);
  if (fault) throw new Error(`${nameOf(url)} ${fault}`);
  if (facts.full_page_writes === "off") {
    warn(`${nameOf(url)} runs with full_page_writes off: a power failure may damage it`);
  }
}

const FACTS = `
  SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int / 10000 AS major,
         current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS synchronous_commit,
         current_setting('full_page_writes') AS full_page_writes, pg_is_in_recovery() AS standby`;

interface ServerFacts {
  version: string;
  major: number;
  fsync: string;
  synchronous_commit: string;
  full_page_writes: string;
  standby: boolean;
}

function faultOf(facts: ServerFacts): string | null {
  if (facts.major < OLDEST_MAJOR) {
    return `is PostgreSQL ${facts.version}: Statnest needs ${OLDEST_MAJOR} or newer`;
  }
  if (facts.standby) return "is a standby, which takes no writes: point DATABASE_URL at the primary";
  if (facts.fsync === "off") {
    return "runs with fsync off, so numbers it acknowledged could be lost in a crash: set fsync = on in its postgresql.conf and restart it";
  }
  if (facts.synchronous_commit === "off") {
    return `runs with synchronous_commit off, so numbers it acknowledged could be lost in a crash: set it to on in postgresql.conf, or with ALTER DATABASE or ALTER ROLE if it is set there, or in the options of DATABASE_URL`;
  }
  return null;
}
