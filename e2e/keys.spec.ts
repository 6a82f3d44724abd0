import { expect, type Page, test } from "playwright/test";
import { shell, signUp } from "./cast";

const KEY = /sn_in_[0-9A-Za-z]{38}/;

async function shownKey(page: Page, form: string): Promise<string> {
  const shown = page.getByRole("form", { name: form }).getByText(KEY);
  return KEY.exec((await shown.textContent()) ?? "")?.[0] ?? "";
}

test("a key with an expiry sends, is rotated and revoked, and the log tells all of it", async ({ page, request }) => {
  await signUp(page);
  const send = async (key: string) => {
    const answer = await request.post("/api/v1/points", {
      headers: { authorization: `Bearer ${key}` },
      data: { stat: "backups", count: 1 },
    });
    return answer.status();
  };
  await page.goto("/settings/keys");
  await page.getByLabel("What is it for?").fill("backup script");
  await page.getByLabel("When does it expire?").selectOption("In 90 days");
  await page.getByRole("button", { name: "Make a key" }).click();
  const old = await shownKey(page, "New key");
  expect(await send(old)).toBe(200);
  const rows = page.getByRole("list", { name: "Keys", exact: true }).getByRole("listitem");
  await expect(rows.filter({ hasText: "backup script" })).toContainText("expires in 2 months");

  await page.reload();
  await expect(page.getByText(old)).toHaveCount(0);
  await page.getByRole("link", { name: "Rotate backup script" }).click();
  await page.getByLabel("How long does the old one still work?").selectOption("For an hour");
  await page.getByRole("button", { name: "Rotate this key" }).click();
  const fresh = await shownKey(page, "Rotate backup script");
  expect(fresh).not.toBe(old);
  expect([await send(old), await send(fresh)]).toEqual([200, 200]);
  await expect(rows.filter({ hasText: "backup script" })).toHaveCount(2);
  await expect(rows.filter({ hasText: old.slice(0, 10) })).toContainText(/expires in (59|60) minutes|in 1 hour/);

  const newest = rows.filter({ hasText: fresh.slice(0, 10) });
  await newest.getByText("Revoke…").click();
  await newest.getByLabel("Type “backup script” to revoke it").fill("backup");
  await newest.getByRole("button", { name: "Revoke this key" }).click();
  await expect(newest.getByText("This is not the key's name")).toBeVisible();
  await newest.getByLabel("Type “backup script” to revoke it").fill("backup script");
  await newest.getByRole("button", { name: "Revoke this key" }).click();
  await expect(newest).toHaveCount(0);
  await expect.poll(() => send(fresh), { timeout: 2_000 }).toBe(401);
  expect(await send(old)).toBe(200);

  await page.getByRole("link", { name: "Log", exact: true }).click();
  const log = page.getByRole("list", { name: "Log" }).getByRole("listitem");
  await expect(log.nth(0)).toContainText("revoked the ingest key “backup script”");
  await expect(log.nth(1)).toContainText("rotated the ingest key “backup script”, the old one works until");
  await expect(log.nth(2)).toContainText("made the ingest key “backup script”, which works until");
  await expect(log.nth(0)).toContainText("from 127.0.0.1");
  await page.getByLabel("What", { exact: true }).selectOption("Key rotated");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/action=key\.rotated/);
  await expect(log).toHaveCount(1);
  await log.getByRole("link", { name: "“backup script”" }).click();
  await expect(page.getByText("about “backup script”")).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download as CSV" }).click(),
  ]);
  const text = await (await file.createReadStream()).setEncoding("utf8").reduce((all, part) => all + part, "");
  expect(text.trimEnd().split("\r\n")).toHaveLength(2);
  for (const key of [old, fresh]) expect(text + (await page.content())).not.toContain(key.slice(10));
});

test("an old script goes on with the EZ key it has, once its team brought it", async ({ page }) => {
  await signUp(page);
  const text = `old-key-${Date.now()}`;
  const script = `curl -s -d "email=${text}&stat=script+run&count=1" ${process.env.BASE_URL}/ez`;
  expect(await shell(script)).toContain("unknown ezkey");
  await page.goto("/settings/keys");
  await page.getByLabel("The key your old scripts send").fill(text);
  await page.getByLabel("Which scripts are they?").fill("backups of 2014");
  await page.getByRole("button", { name: "Bring this key" }).click();
  await expect(page.getByText("Your old scripts can send now")).toBeVisible();
  expect(await shell(script)).toBe("");
  const row = page.getByRole("list", { name: "Keys", exact: true }).getByRole("listitem").filter({ hasText: "2014" });
  await expect(row).toContainText("ol…");
  await page.goto("/stats");
  await expect(page.getByRole("link", { name: "script run" })).toBeVisible();
});

test("a stat's classic key is made anew, and the old one sends nothing more", async ({ page }) => {
  const { ezkey } = await signUp(page);
  await shell(`curl -s -d "stat=clicks&ezkey=${ezkey}&count=1" ${process.env.BASE_URL}/ez`);
  await page.goto("/stats");
  await page.getByRole("link", { name: "clicks" }).click();
  const line = page.getByRole("figure", { name: "A classic call" }).locator("code");
  const old = (await line.textContent()) ?? "";
  expect(await shell(old)).toBe("");
  await page.getByText("Another stat key…").click();
  await page.getByRole("button", { name: "Make another stat key" }).click();
  await expect(page.getByText("This stat has another key.")).toBeVisible();
  await expect(line).not.toHaveText(old);
  expect(await shell((await line.textContent()) ?? "")).toBe("");
  await expect.poll(() => shell(old), { timeout: 2_000 }).toContain("invalid keys");
});
