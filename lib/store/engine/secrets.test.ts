import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureSecrets } from "./secrets";

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "statnest-secrets-"));
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

test("secrets are made once, also when twenty ask at the same time", async () => {
  const dataFolder = join(root, "deep/new");
  const answers = await Promise.all(Array.from({ length: 20 }, () => ensureSecrets(dataFolder)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await ensureSecrets(dataFolder)).toEqual(answers[0]);
  expect(answers[0]?.NEXTAUTH_SECRET).toMatch(/^[\w-]{43}$/);
  expect(answers[0]?.CRON_SECRET).not.toBe(answers[0]?.NEXTAUTH_SECRET);
});

test("nobody else can read them", async () => {
  const dataFolder = join(root, "private");
  await ensureSecrets(dataFolder);
  expect((await stat(join(dataFolder, "secrets.json"))).mode & 0o777).toBe(0o600);
  // Root's folder may be passed through by the group of PostgreSQL's user.
  expect((await stat(dataFolder)).mode & 0o777).toBe(process.getuid?.() === 0 ? 0o710 : 0o700);
});

test.each([
  ["no JSON", "{"],
  ["empty", ""],
  ["a secret missing", '{"NEXTAUTH_SECRET":"0123456789abcdef"}'],
  ["a secret too short", '{"NEXTAUTH_SECRET":"0123456789abcdef","CRON_SECRET":"x"}'],
  ["nothing at all", "null"],
])("a damaged file is named, not replaced: %s", async (_, text) => {
  const path = join(root, "secrets.json");
  await writeFile(path, text);
  await expect(ensureSecrets(root)).rejects.toThrow(path);
});
