import { expect, test } from "playwright/test";
import { post, shell, signUp } from "./cast";

test("a stranger signs up, runs the line that is shown, and sees the number within three seconds", async ({ page }) => {
  const { curl } = await signUp(page);
  await expect(page.getByText("Waiting for your first number")).toBeVisible();
  await shell(curl);
  const sent = Date.now();
  await expect(page.getByText("Waiting for your first number")).toBeHidden({ timeout: 3_000 });
  await expect(page.getByRole("img", { name: /signups/ }).first()).toBeVisible({ timeout: 3_000 });
  expect(Date.now() - sent).toBeLessThan(3_000);
  await expect(page).toHaveURL(/welcome/);
});

test("an open stat page shows a new number within three seconds of its post", async ({ page }) => {
  const { ezkey } = await signUp(page);
  await post(ezkey, "load average", "value", 2);
  await page.goto("/stats");
  await page.getByRole("link", { name: "load average" }).click();
  await expect(page.getByRole("heading", { name: "load average" })).toBeVisible();
  await expect(page.locator("[data-headline]")).toContainText("2");
  await post(ezkey, "load average", "value", 7_654);
  await expect(page.locator("[data-headline]")).toContainText("7,654", { timeout: 3_000 });
});

test("the key on the welcome page survives a reload, and is not shown to anybody else", async ({ page, browser }) => {
  const { ezkey } = await signUp(page);
  await page.reload();
  await expect(page.getByText(ezkey).first()).toBeVisible();
  const other = await browser.newPage();
  await other.goto(`${process.env.BASE_URL}/welcome`);
  await expect(other).toHaveURL(/signin/);
  await other.close();
});

test("the line that is shown names the address the stranger came by", async ({ page }) => {
  const { port } = new URL(process.env.BASE_URL ?? "");
  await page.goto(`http://127.0.0.1:${port}/docs`);
  await expect(page.getByText(`http://127.0.0.1:${port}/ez`).first()).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("signing up, the list and the drawn chart all work", async ({ page }) => {
    const { ezkey } = await signUp(page);
    await post(ezkey, "signups", "count", 3);
    await page.goto("/stats");
    await page.getByRole("link", { name: "signups" }).click();
    await expect(page.getByRole("img", { name: /signups/ }).first()).toBeVisible();
  });
});
