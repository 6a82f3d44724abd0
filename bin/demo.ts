import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { systemClock } from "@/lib/clock";
import { NOWHERE } from "@/lib/domain/source";
import { env } from "@/lib/env";
import { openHouse } from "@/lib/interactors/house/open-house";
import { makeDataFolder } from "@/lib/store/engine/data-folder";
import { replaceFile } from "@/lib/store/engine/private-file";
import { openStore } from "@/lib/store/engine/store";
import { arm } from "./demo/alarm";
import { describeStats, fill } from "./demo/fill";
import { liveThrough } from "./demo/past";
import { arrange, tell } from "./demo/show";
import { weather } from "./demo/weather";

const EMAIL = "demo@statnest.example";
const YEAR_SECONDS = 365 * 86_400;

/** What a second `npm run demo` needs to know of the first. */
interface Note {
  email: string;
  password: string;
  ezkey: string;
  manageKey: string;
  /** Unix seconds: weather up to here is in. */
  filledUntil: number;
  /** Whether the stats have their units and descriptions. */
  described: boolean;
  /** Whether what happened is marked in the charts, and the dashboard is there. */
  shown?: boolean;
  /** Whether the alerts are there. */
  armed?: boolean;
}

/**
 * Makes the demo team of a running Statnest, once: the house's own stats, and real weather sent through the front
 * door like anybody's numbers. A later run sends only the weather since. Prints where to look.
 */
export async function demo({ url, databaseUrl }: { url: string; databaseUrl: string }): Promise<void> {
  const path = join(await makeDataFolder(env().STATNEST_DATA), "demo.json");
  const note = (await readNote(path)) ?? (await settleIn(databaseUrl));
  await writeNote(path, note);
  const keep = async (news: Partial<Note>) => writeNote(path, Object.assign(note, news));
  const door = { url, ezkey: note.ezkey, manageKey: note.manageKey };
  const now = Math.floor(Date.now() / 1_000);
  await fill(door, note.filledUntil, now, async (filledUntil, share) => {
    process.stdout.write(`\rsending real weather: ${Math.floor(share * 100)} %${share === 1 ? "\n" : ""}`);
    await keep({ filledUntil });
  });
  if (!note.described) {
    await describeStats(door);
    await keep({ described: true });
  }
  if (note.shown !== true) {
    await tell(door, await weather(now - YEAR_SECONDS, now));
    await arrange(door);
    await keep({ shown: true });
  }
  if (note.armed !== true) {
    const channel = await arm(door, note.email);
    await liveThrough(door, databaseUrl, { points: await weather(now - YEAR_SECONDS, now), channel, now });
    await keep({ armed: true });
  }
  console.log(`
  The demo is up: weather of Seattle and New York, the house's own stats, and alerts on them.

    open      ${url}/signin?next=/dashboards
    email     ${note.email}
    password  ${note.password}
    EZ key    ${note.ezkey}

    curl -d "stat=signups&ezkey=${note.ezkey}&count=1" ${url}/ez
`);
}

async function settleIn(databaseUrl: string): Promise<Note> {
  const store = openStore(databaseUrl, { connections: 2 });
  try {
    const password = randomBytes(9).toString("base64url");
    const context = { actor: { kind: "job", name: "demo" } as const, from: NOWHERE, store, clock: systemClock };
    const { ezkey, manageKey } = await openHouse(context, { email: EMAIL, password });
    return { email: EMAIL, password, ezkey, manageKey, filledUntil: 0, described: false };
  } finally {
    await store.close();
  }
}

async function readNote(path: string): Promise<Note | null> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

async function writeNote(path: string, note: Note): Promise<void> {
  await replaceFile(path, `${JSON.stringify(note, null, 2)}\n`);
}
