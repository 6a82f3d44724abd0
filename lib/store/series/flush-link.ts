import { Socket } from "node:net";
import pg from "pg";

/** Limits of every connection that ingest opens: nothing may wait for the database longer than a client would. */
export const INGEST_LIMITS = {
  connectionTimeoutMillis: 1_000,
  statement_timeout: 2_000,
  lock_timeout: 800,
  // The server should have given up long before: past this the connection itself is taken for lost.
  query_timeout: 3_000,
  idle_in_transaction_session_timeout: 10_000,
  keepAlive: true,
} as const;

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/**
 * One connection that comes back by itself. It is opened when it is first wanted, and losing it never throws.
 * `onChange` is called when it is up, and when a failed attempt may be repeated.
 */
export class Link {
  #client: pg.Client | null = null;
  #socket: Socket | null = null;
  #connecting = false;
  #closed = false;
  #pause = 0;

  constructor(
    private readonly url: string,
    private readonly name: string,
    private readonly onChange: () => void,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** The connection, or null when there is none now; then one is being made. */
  live(): pg.Client | null {
    if (this.#client === null) void this.#connect();
    return this.#client;
  }

  /** Whether this is still the live connection. */
  holds(client: pg.Client): boolean {
    return this.#client === client;
  }

  /** Cuts the connection without a word to the server. */
  drop(client: pg.Client): void {
    if (!this.holds(client)) return;
    this.#client = null;
    this.#socket?.destroy();
  }

  async close(): Promise<void> {
    this.#closed = true;
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => {});
    this.#socket?.destroy();
  }

  async #connect(): Promise<void> {
    if (this.#connecting || this.#closed) return;
    this.#connecting = true;
    const socket = new Socket();
    const client = new pg.Client({
      ...INGEST_LIMITS,
      connectionString: this.url,
      application_name: this.name,
      stream: () => socket,
    });
    client.on("error", () => this.drop(client));
    client.on("end", () => this.drop(client));
    try {
      await client.connect();
    } catch (error) {
      socket.destroy();
      this.#retry(error);
      return;
    }
    this.#connecting = false;
    this.#pause = 0;
    this.#client = client;
    this.#socket = socket;
    if (this.#closed) await this.close();
    else this.onChange();
  }

  #retry(error: unknown): void {
    if (this.#closed) return;
    this.onError(error);
    this.#pause = Math.min(LONGEST_PAUSE_MS, this.#pause * 2 || FIRST_PAUSE_MS);
    setTimeout(() => {
      this.#connecting = false;
      if (!this.#closed) this.onChange();
    }, this.#pause).unref();
  }
}
