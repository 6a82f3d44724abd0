import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { makeDataFolder } from "./data-folder";
import { writeOnce } from "./private-file";

export interface Secrets {
  NEXTAUTH_SECRET: string;
  CRON_SECRET: string;
}

/**
 * The secrets of an instance with an embedded database: made at the first call, kept in `secrets.json` of the data
 * folder, the same for every process ever after. Throws an error that names the file when it cannot be understood:
 * new secrets would sign everybody out.
 */
export async function ensureSecrets(dataFolder: string): Promise<Secrets> {
  const path = join(await makeDataFolder(dataFolder), "secrets.json");
  const known = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  return parse(path, known ?? (await writeOnce(path, freshSecrets())));
}

function freshSecrets(): string {
  const secrets: Secrets = { NEXTAUTH_SECRET: randomSecret(), CRON_SECRET: randomSecret() };
  return `${JSON.stringify(secrets, null, 2)}\n`;
}

function randomSecret(): string {
  return randomBytes(32).toString("base64url");
}

function parse(path: string, text: string): Secrets {
  const { NEXTAUTH_SECRET, CRON_SECRET } = parseJson(text);
  if (isSecret(NEXTAUTH_SECRET) && isSecret(CRON_SECRET)) return { NEXTAUTH_SECRET, CRON_SECRET };
  throw new Error(
    `${path} does not hold NEXTAUTH_SECRET and CRON_SECRET: restore it, or delete it to have new ones made (this signs everybody out)`,
  );
}

function parseJson(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

function isSecret(value: unknown): value is string {
  return typeof value === "string" && value.length >= 16;
}
