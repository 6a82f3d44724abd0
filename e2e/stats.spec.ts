import { expect, test } from "playwright/test";
import { post, signUp } from "./cast";

test("the list is searched as you type, filtered and starred, and its address says so", async ({ page }) => {
  const { ezkey } = await signUp(page);
  await post(ezkey, "signups", "count", 12_345);
  await post(ezkey, "sign-in time", "value", 0.25);
  await post(ezkey, "errors", "count", 1);
  await page.goto("/stats");
  const names = page.getByRole("list", { name: "Stats" }).getByRole("link");
  await expect(names).toHaveText(["errors", "sign-in time", "signups"]);
  await expect(page.getByText("12.35K").first()).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("SIGN");
  await expect(names).toHaveText(["sign-in time", "signups"]);
  await expect(page).toHaveURL(/q=SIGN/);
  await page.getByRole("link", { name: "Values" }).click();
  await expect(names).toHaveText(["sign-in time"]);
  await page.getByRole("button", { name: "Add sign-in time to favourites" }).click();
  await expect(page.getByRole("button", { name: "Remove sign-in time from favourites" })).toBeVisible();
  await page.goto("/stats?favourite=1");
  await expect(names).toHaveText(["sign-in time"]);
});

test("an open list shows a number that arrives", async ({ page }) => {
  const { ezkey } = await signUp(page);
  await post(ezkey, "queue", "value", 3);
  await page.goto("/stats");
  await expect(page.getByRole("listitem").filter({ hasText: "queue" })).toContainText("3");
  await post(ezkey, "queue", "value", 4_321);
  await expect(page.getByRole("listitem").filter({ hasText: "queue" })).toContainText("4,321", { timeout: 3_000 });
});

test("a renamed stat goes on being fed under its old name", async ({ page }) => {
  const { ezkey } = await signUp(page);
  await post(ezkey, "sginups", "count", 1);
  await page.goto("/stats");
  await page.getByRole("link", { name: "sginups" }).click();
  await page.getByLabel("Name", { exact: true }).fill("signups");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "signups" })).toBeVisible();
  await post(ezkey, "sginups", "count", 41);
  await expect(page.locator("[data-headline]")).toContainText("42", { timeout: 3_000 });
  await page.goto("/stats");
  await expect(page.getByRole("list", { name: "Stats" }).getByRole("link")).toHaveText(["signups"]);
});

test("a stat put in the trash is undone with all its numbers", async ({ page }) => {
  const { ezkey } = await signUp(page);
  await post(ezkey, "oops", "count", 7);
  await page.goto("/stats");
  await page.getByRole("link", { name: "oops" }).click();
  await page.getByRole("button", { name: "Move to trash" }).click();
  await expect(page.getByText("in the trash with all its numbers")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { name: "oops" })).toBeVisible();
  await expect(page.locator("[data-headline]")).toContainText("7");
});

test("a stat is merged into another after a question, and its address leads there", async ({ page }) => {
  const { ezkey } = await signUp(page);
  await post(ezkey, "sginups", "count", 1);
  await post(ezkey, "signups", "count", 41);
  await post(ezkey, "sign-in time", "value", 3);
  await page.goto("/stats");
  await page.getByRole("link", { name: "sginups" }).click();
  await expect(page.locator("[data-headline]")).toContainText("1");
  const old = new URL(page.url()).pathname;
  await page.getByRole("link", { name: "Merge into another stat" }).click();
  const choices = page.getByRole("list", { name: "Stats to merge into" }).getByRole("link");
  await expect(choices).toHaveText(["signups"]);
  await page.getByRole("searchbox", { name: "Search the counters" }).fill("nothing like it");
  await page.keyboard.press("Enter");
  await expect(page.getByText("No other counter has “nothing like it” in its name.")).toBeVisible();
  await page.getByRole("searchbox").fill("sign");
  await page.keyboard.press("Enter");
  await choices.first().click();
  await expect(page.getByRole("heading", { name: "Merge sginups into signups?" })).toBeVisible();
  await expect(page.getByText("This cannot be undone.")).toBeVisible();
  await page.getByRole("button", { name: "Merge for good" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "signups" })).toBeVisible();
  await expect(page.getByText("this stat has the numbers of both")).toBeVisible();
  await expect(page.locator("[data-headline]")).toContainText("42");
  await post(ezkey, "sginups", "count", 8);
  await expect(page.locator("[data-headline]")).toContainText("50", { timeout: 3_000 });
  await page.goto(old);
  await expect(page.getByRole("heading", { name: "signups" })).toBeVisible();
  await page.goto("/stats");
  await expect(page.getByRole("list", { name: "Stats" }).getByRole("link")).toHaveText(["sign-in time", "signups"]);
});

test("a stat in the trash is deleted for good by keyboard, after a second look", async ({ page }) => {
  const { ezkey } = await signUp(page);
  await post(ezkey, "oops", "count", 7);
  await post(ezkey, "kept", "count", 7);
  await page.goto("/stats");
  for (const name of ["oops", "kept"]) {
    await page.getByRole("link", { name }).click();
    await page.getByRole("button", { name: "Move to trash" }).click();
    await expect(page.getByText("in the trash with all its numbers")).toBeVisible();
  }
  await page.goto("/stats?trash=1");
  const row = page.getByRole("listitem").filter({ hasText: "oops" });
  await row.getByText("Delete for good…").focus();
  await page.keyboard.press("Enter");
  await expect(row.getByText("This cannot be undone.")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Delete oops for good" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("The stat is deleted for good")).toBeVisible();
  await expect(page.getByRole("list", { name: "Stats in the trash" }).getByRole("listitem")).toHaveCount(1);
  await page.getByRole("button", { name: "Restore" }).click();
  await expect(page.getByRole("heading", { name: "kept" })).toBeVisible();
});

test("how long minutes are kept is a setting of the stat", async ({ page }) => {
  const { ezkey } = await signUp(page);
  await post(ezkey, "brief", "value", 7);
  await page.goto("/stats");
  await page.getByRole("link", { name: "brief" }).click();
  await expect(page.getByLabel("Keep minutes")).toHaveValue("");
  await page.getByLabel("Keep minutes").selectOption("90 days");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved brief.")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Keep minutes")).toHaveValue("90");
});

test("the range and the earlier period are in the address, and back works", async ({ page }) => {
  const { ezkey } = await signUp(page);
  const now = Math.floor(Date.now() / 1_000);
  await post(ezkey, "visits", "count", 5);
  await post(ezkey, "visits", "count", 3, now - 7 * 86_400);
  await page.goto("/stats");
  await page.getByRole("link", { name: "visits" }).click();
  const ranges = page.getByRole("navigation", { name: "Range" });
  await ranges.getByRole("link", { name: "Week" }).click();
  await expect(page).toHaveURL(/range=week/);
  await page.getByRole("link", { name: /^Show/ }).click();
  await expect(page.getByRole("link", { name: /^Hide/ })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("link", { name: /^Show/ })).toBeVisible();
});

test("several stats are compared in one chart whose address can be shared", async ({ page }) => {
  const { ezkey } = await signUp(page);
  for (const [stat, degrees] of [
    ["Seattle", 9],
    ["New York", 4],
    ["Chicago", -2],
  ] as const) {
    await post(ezkey, stat, "value", degrees);
  }
  await page.goto("/stats");
  for (const stat of ["Seattle", "New York", "Chicago"]) await page.getByLabel(`Compare ${stat}`).check();
  await page.getByRole("button", { name: "Compare 3" }).click();
  await expect(page).toHaveURL(/compare\?.*stats=/);
  const chart = page.getByRole("region", { name: "Chart" });
  for (const stat of ["Seattle", "New York", "Chicago"]) await expect(chart).toContainText(stat);
});

test("every number of a chart can be read with the keyboard and as a table", async ({ page }) => {
  const { ezkey } = await signUp(page);
  await post(ezkey, "depth", "value", 1_234.5);
  await page.goto("/stats");
  await page.getByRole("link", { name: "depth" }).click();
  const chart = page.getByRole("region", { name: "Chart" });
  const cursor = chart.getByRole("application");
  await cursor.focus();
  await page.keyboard.press("End");
  await expect(chart.locator("[aria-live]").first()).toContainText("1,234.5");
  await chart.getByText(/table/i).first().click();
  await expect(chart.getByRole("table")).toContainText("1,234.5");
});
