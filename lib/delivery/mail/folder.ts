import { mkdir, open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { makeDataFolder } from "@/lib/store/engine/data-folder";
import { replaceFile } from "@/lib/store/engine/private-file";
import type { Post } from "./post";

const MOST_KEPT = 500;
const NAME = /^[0-9A-Za-z-]{1,64}$/;
const FILE = /^([0-9A-Za-z-]{1,64})\.json$/;

const attachment = z.object({
  filename: z.string(),
  contentType: z.string(),
  contentId: z.string(),
  content: z.string(),
});
const schema = z.object({
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  headers: z.record(z.string(), z.string()).optional(),
  attachments: z.array(attachment).optional(),
});

/** A mail that went into the folder instead of to its reader. */
export interface KeptMail extends z.infer<typeof schema> {
  /** Ids sort by when the mail was put in line. */
  id: string;
  keptAt: Date;
}

/** Where mails are kept under a data folder. */
export function mailFolder(dataFolder: string): string {
  return join(dataFolder, "mail");
}

/**
 * Keeps each mail as a file that its owner alone may read, for a house without a way out: what links it has are in
 * there. Only the newest stay. The file is named by the last part of the idempotency key, so that a mail that is sent
 * again is there once.
 */
export function folderPost(dataFolder: string, mostKept = MOST_KEPT): Post {
  return {
    async send(mail, idempotencyKey) {
      const id = idempotencyKey.split("/").at(-1) ?? "";
      try {
        if (!NAME.test(id)) throw new Error(`${id} is no name of a file`);
        const folder = mailFolder(await makeDataFolder(dataFolder));
        await mkdir(folder, { mode: 0o700, recursive: true });
        await replaceFile(join(folder, `${id}.json`), `${JSON.stringify({ id, ...mail }, null, 2)}\n`);
        await dropOldest(folder, mostKept);
        return { outcome: "accepted", providerId: null };
      } catch (error) {
        return { outcome: "later", problem: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

/** The ids of the mails in the folder, newest first; none when there is no folder. */
export async function keptMailIds(dataFolder: string): Promise<string[]> {
  const names = await readdir(mailFolder(dataFolder)).catch(ifMissing<string[]>([]));
  return names
    .flatMap((name) => FILE.exec(name)?.[1] ?? [])
    .sort()
    .reverse();
}

/** A mail in the folder; null when it is not there, or no longer. */
export async function readKeptMail(dataFolder: string, id: string): Promise<KeptMail | null> {
  if (!NAME.test(id)) return null;
  const file = await open(join(mailFolder(dataFolder), `${id}.json`)).catch(ifMissing(null));
  if (file === null) return null;
  try {
    const [text, { mtime: keptAt }] = await Promise.all([file.readFile("utf8"), file.stat()]);
    return { ...schema.parse(JSON.parse(text)), id, keptAt };
  } finally {
    await file.close();
  }
}

async function dropOldest(folder: string, mostKept: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => FILE.test(name)).sort();
  const old = names.slice(0, Math.max(0, names.length - mostKept));
  await Promise.all(old.map((name) => rm(join(folder, name), { force: true })));
}

function ifMissing<T>(instead: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === "ENOENT") return instead;
    throw error;
  };
}
