import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "playwright/test";
import { stranger } from "./cast";

const run = promisify(execFile);

/** Runs `statnest` as the operator of the running server would. */
async function statnest(...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, ["bin/statnest.js", ...args], {
    env: { ...process.env, DATABASE_URL: "", STATNEST_URL: process.env.BASE_URL },
  });
  return stdout;
}

async function makeAccount(email: string) {
  const printed = await statnest("account", "create", "--email", email, "--password", "seven quiet eagles", "--json");
  expect(printed.trim().split("\n")).toHaveLength(1);
  return JSON.parse(printed) as Record<"user_id" | "team_id" | "ezkey" | "read_key" | "manage_key", string>;
}

test("an account made on the command line sends, reads and signs in while the server runs", async ({ page }) => {
  const { email, password } = stranger();
  const account = await makeAccount(email);
  expect(Object.keys(account)).toEqual(["user_id", "team_id", "ezkey", "read_key", "manage_key"]);
  expect(await statnest("send", "build time", "--value", "12.5", "--key", account.ezkey)).toBe("1 accepted\n");
  const [id = "", kind, value] = (await statnest("stats", "build", "--key", account.read_key)).split("\t");
  expect([kind, value]).toEqual(["value", "12.5"]);
  expect(await statnest("series", id, "--from", "-1h", "--step", "1m", "--key", account.read_key)).toContain(
    "high 12.5",
  );
  await page.goto("/signin");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("link", { name: "build time" })).toBeVisible();
});

test("the command line says what is wrong, on standard error and by its exit status", async () => {
  const { email } = stranger();
  await makeAccount(email);
  await expect(makeAccount(email)).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("already") });
  await expect(statnest("send", "x")).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining("usage") });
  await expect(statnest("fly")).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('"fly"') });
  await expect(statnest("stats", "--key", "sn_rd_wrong")).rejects.toMatchObject({ code: 1 });
});

test("alerts are listed, muted and played back from the command line", async () => {
  const { ezkey, manage_key: key } = await makeAccount(stranger().email);
  await statnest("send", "orders", "--count", "3", "--key", ezkey);
  const [id = ""] = (await statnest("stats", "orders", "--key", key)).split("\t");
  const made = await fetch(`${process.env.BASE_URL}/api/v1/alerts`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ stat_id: id, kind: "value", operator: "gt", threshold: 1e6, time_window: "1h" }),
  });
  const alert: { id: string } = await made.json();
  expect(await statnest("alerts", "--key", key)).toMatch(new RegExp(`^${alert.id}\tok\t\\S+\torders: over`));
  expect(await statnest("alerts", "mute", alert.id, "8h", "--key", key)).toContain("muted until");
  expect(await statnest("alerts", "backtest", id, "--over", "1000000", "--key", key)).toContain(": never in the last");
});

test("the doctor finds nothing wrong while numbers come in, and as little after a rebuild", async () => {
  const { ezkey, read_key } = await makeAccount(stranger().email);
  const yesterday = Math.floor(Date.now() / 1_000) - 86_400;
  const count = () => statnest("send", "visits", "--count", "2", "--at", String(yesterday), "--key", ezkey);
  await count();
  expect(await statnest("doctor")).toMatch(/quarters? and \d+ days? checked, all right\n$/);
  const [printed] = await Promise.all([statnest("doctor", "--rebuild", "--json"), count()]);
  expect(JSON.parse(printed)).toMatchObject({ ok: true, checked: { wrong: [] } });
  const [id = ""] = (await statnest("stats", "visits", "--key", read_key)).split("\t");
  const day = await statnest("series", id, "--from", "-2d", "--step", "1d", "--key", read_key);
  expect(day).toContain("high 4");
  await expect(statnest("doctor", "--repair")).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining("usage: statnest doctor"),
  });
});

test("a scheduler that knows the secret has the due work done, and nobody else has", async () => {
  const { CRON_SECRET } = JSON.parse(await readFile(join(process.env.STATNEST_DATA ?? "", "secrets.json"), "utf8"));
  const tick = (method: string, authorization: string) =>
    fetch(`${process.env.BASE_URL}/api/cron/tick`, { method, headers: { authorization } });
  const done = await tick("POST", `Bearer ${CRON_SECRET}`);
  expect([done.status, await done.json()]).toMatchObject([200, { done: { "roll up": {} }, failed: {} }]);
  expect((await tick("POST", "Bearer undefined")).status).toBe(401);
  expect((await tick("GET", `Bearer ${CRON_SECRET}`)).status).toBe(405);
});
