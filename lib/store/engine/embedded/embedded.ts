import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { makeDataFolder } from "@/lib/store/engine/data-folder";
import { ensureDatabase, otherKeepers } from "./connection";
import { SUPERUSER } from "./initialise";
import { withLock } from "./lock";
import { findPlace, isFolder, type Place } from "./place";
import { keepPort } from "./port";
import { stopPostmaster } from "./postmaster";
import { joinRunning, readPassword, start } from "./start";

const DATABASE = "statnest";
/** A process that was killed is off the server's list a moment later. */
const LEAVING_MS = 300;

export interface EmbeddedOptions {
  /** Made when missing; PostgreSQL's files go into its `postgres` folder, or outside when its user cannot reach that. */
  dataFolder: string;
  /** Server settings for whoever starts it; ignored when it runs already. */
  settings?: Record<string, string>;
}

/** A running embedded PostgreSQL, held open by this process until it is released. */
export interface Embedded {
  /** With the password of a superuser: not for logs. */
  readonly url: string;
  /** Calls back each time the server is lost: it died, or somebody stopped it. */
  onLost(listener: (reason: Error) => void): void;
  /** Joins the server again, starting it when it is down. The URL stays unless another program took the port meanwhile. */
  revive(): Promise<string>;
  /** Lets go; the last to let go stops the server. May be called twice. */
  release(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL of a data folder, or joins it when it runs; any number of processes may call this at
 * once. The server outlives a holder that dies, and whoever opens it next joins it. Resolves when it accepts
 * connections; throws a sentence that says what is in the way.
 */
export async function openEmbedded({ dataFolder, settings = {} }: EmbeddedOptions): Promise<Embedded> {
  const holder = new Holder(await makeDataFolder(dataFolder), settings);
  await holder.revive();
  return holder;
}

/** Stops the server of a data folder, whoever holds it, and deletes all its data. */
export async function removeEmbedded(dataFolder: string): Promise<void> {
  if (!(await isFolder(join(dataFolder, "postgres")))) return;
  const place = await findPlace(await makeDataFolder(dataFolder));
  await withLock(lockFolder(place.control), () => stopPostmaster(place));
  await rm(place.folder, { recursive: true, force: true });
  await rm(place.control, { recursive: true, force: true });
}

class Holder implements Embedded {
  readonly #listeners: ((reason: Error) => void)[] = [];
  #url = "";
  #keeper: pg.Client | null = null;
  #work: Promise<unknown> = Promise.resolve();
  #released = false;

  constructor(
    readonly dataFolder: string,
    readonly settings: Record<string, string>,
  ) {}

  get url(): string {
    return this.#url;
  }

  onLost(listener: (reason: Error) => void): void {
    this.#listeners.push(listener);
  }

  revive(): Promise<string> {
    return this.#alone(async () => {
      if (this.#released) throw new Error("the embedded PostgreSQL was released");
      // By a new connection: the old one may not have noticed yet that its server died.
      const before = this.#keeper;
      await this.#acquire();
      await before?.end();
      return this.#url;
    });
  }

  release(): Promise<void> {
    return this.#alone(async () => {
      if (this.#released) return;
      this.#released = true;
      const keeper = this.#keeper;
      this.#keeper = null;
      await this.#withPlace((place, password) => letGo(place, password, keeper));
    });
  }

  #acquire(): Promise<void> {
    return this.#withPlace(async (place, password) => {
      const { client, port } = (await joinRunning(place, password)) ?? (await start(place, password, this.settings));
      try {
        await ensureDatabase(client, DATABASE);
        await keepPort(place.control, port);
      } catch (error) {
        await client.end();
        throw error;
      }
      this.#keep(client);
      this.#url = `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${DATABASE}`;
    });
  }

  #keep(keeper: pg.Client): void {
    this.#keeper = keeper;
    keeper.once("end", () => {
      if (this.#keeper !== keeper) return;
      this.#keeper = null;
      const reason = new Error("the embedded PostgreSQL ended the connection");
      for (const listener of this.#listeners) listener(reason);
    });
  }

  #withPlace<T>(work: (place: Place, password: string) => Promise<T>): Promise<T> {
    return withLock(lockFolder(join(this.dataFolder, "postgres")), async () => {
      const place = await findPlace(this.dataFolder);
      return work(place, await readPassword(place));
    });
  }

  /** One call after the other. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#work.then(work);
    this.#work = result.catch(() => {});
    return result;
  }
}

async function letGo(place: Place, password: string, keeper: pg.Client | null): Promise<void> {
  const client = keeper && (await answers(keeper)) ? keeper : (await joinRunning(place, password))?.client;
  if (!client) return;
  const last = await isLast(client);
  await client.end();
  if (last) await stopPostmaster(place);
}

async function isLast(client: pg.Client): Promise<boolean> {
  if ((await otherKeepers(client)) === 0) return true;
  await sleep(LEAVING_MS);
  return (await otherKeepers(client)) === 0;
}

async function answers(client: pg.Client): Promise<boolean> {
  return client.query("SELECT").then(
    () => true,
    () => false,
  );
}

function lockFolder(control: string): string {
  return join(control, "lock");
}
