import { expect, type Page, test } from "playwright/test";
import { post, signUp, stranger } from "./cast";

/** The sharing id of whoever is signed in, as they read it. */
async function sharingId(page: Page): Promise<string> {
  await page.goto("/settings/shared");
  const id = await page.getByRole("figure", { name: "Your sharing id" }).locator("code").textContent();
  if (id === null) throw new Error("no sharing id is shown");
  return id;
}

async function share(page: Page, stat: string, teamId: string): Promise<string> {
  await page.goto("/stats");
  await page.getByRole("link", { name: stat }).click();
  await page.getByLabel("Sharing id of the other team").fill(teamId);
  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.getByRole("list", { name: "Teams that see this stat" }).getByRole("listitem")).toHaveCount(1);
  return new URL(page.url()).pathname;
}

test("a stat is shared with another team, seen and compared there, not to be changed, and taken back", async ({
  page: alice,
  browser,
}) => {
  const { ezkey } = await signUp(alice);
  await post(ezkey, "signups", "count", 41);
  await post(ezkey, "secret plans", "count", 1);
  const charlie = await (await browser.newContext({ baseURL: process.env.BASE_URL })).newPage();
  const charlies = await signUp(charlie, stranger("charlie"));
  await post(charlies.ezkey, "visits", "count", 7);

  await charlie.goto("/stats?shared=1");
  await expect(charlie.getByRole("heading", { name: "Nothing is shared with you yet" })).toBeVisible();
  const shown = await charlie.getByRole("figure", { name: "Your sharing id" }).locator("code").textContent();
  const teamId = await sharingId(charlie);
  expect(shown).toBe(teamId);
  await charlie.goto("/stats?shared=1");
  await expect(charlie.locator("[data-live=on]")).toBeVisible();
  const address = await share(alice, "signups", teamId);

  const list = charlie.getByRole("list", { name: "Stats" });
  await expect(list.getByRole("listitem")).toHaveCount(1, { timeout: 3_000 });
  await expect(list).toContainText("shared by");
  await list.getByRole("link", { name: "signups" }).click();
  await expect(charlie.locator("[data-headline]")).toContainText("41");
  await expect(charlie.getByText(/^Shared by/)).toBeVisible();
  for (const name of ["Settings", "Classic API", "Share"]) {
    await expect(charlie.getByRole("region", { name, exact: true })).toHaveCount(0);
  }
  expect((await charlie.goto(`${address}/merge`))?.status()).toBe(404);
  await charlie.goto(address);
  await expect(charlie.locator("[data-live=on]")).toBeVisible();
  await post(ezkey, "signups", "count", 1);
  await expect(charlie.locator("[data-headline]")).toContainText("42", { timeout: 3_000 });

  await charlie.getByRole("link", { name: "Compare…" }).click();
  await charlie.getByLabel("Compare visits").check();
  await charlie.getByRole("button", { name: "Compare 2" }).click();
  const chart = charlie.getByRole("region", { name: "Chart" });
  for (const stat of ["signups", "visits"]) await expect(chart).toContainText(stat);
  await expect(charlie.getByRole("list", { name: "Stats in the chart" })).toContainText("shared by");

  await charlie.goto(address);
  await expect(charlie.locator("[data-live=on]")).toBeVisible();
  await alice.getByText("Stop sharing…").click();
  await alice.getByRole("button", { name: /^Stop sharing signups with/ }).click();
  await expect(alice.getByRole("list", { name: "Teams that see this stat" })).toHaveCount(0);
  await expect(charlie.getByRole("heading", { name: "There is nothing here" })).toBeVisible({ timeout: 3_000 });
  expect((await charlie.goto(address))?.status()).toBe(404);
  expect((await charlie.request.get(`/api/v1${address}/series`)).status()).toBe(404);
  await charlie.context().close();
});

test("what is shared is listed on both sides, a wrong sharing id says what to do, and what came can be dropped", async ({
  page: alice,
  browser,
}) => {
  const { ezkey } = await signUp(alice);
  await post(ezkey, "signups", "count", 41);
  const charlie = await (await browser.newContext({ baseURL: process.env.BASE_URL })).newPage();
  await signUp(charlie, stranger("charlie"));
  const teamId = await sharingId(charlie);

  await alice.goto("/stats");
  await alice.getByRole("link", { name: "signups" }).click();
  await alice.getByLabel("Sharing id of the other team").fill("not an id");
  await alice.getByRole("button", { name: "Share" }).click();
  await expect(alice.getByText("No team has this sharing id")).toBeVisible();
  await expect(alice.getByLabel("Sharing id of the other team")).toHaveValue("not an id");
  const address = await share(alice, "signups", teamId);
  await alice.goto("/settings/shared");
  const given = alice.getByRole("list", { name: "Stats that others see" });
  await expect(given.getByRole("link", { name: "signups" })).toHaveAttribute("href", address);

  await charlie.goto("/settings/shared");
  await charlie.getByText("Remove…").focus();
  await charlie.keyboard.press("Enter");
  await charlie.keyboard.press("Tab");
  await charlie.keyboard.press("Enter");
  await expect(charlie.getByRole("list", { name: "Stats shared with you" })).toHaveCount(0);
  expect((await charlie.goto(address))?.status()).toBe(404);
  await alice.reload();
  await expect(given).toHaveCount(0);
  await charlie.context().close();
});

test("whoever merges a shared stat away is told who will no longer see it", async ({ page: alice, browser }) => {
  const { ezkey } = await signUp(alice);
  for (const stat of ["sginups", "signups"]) await post(ezkey, stat, "count", 1);
  const charlie = await (await browser.newContext({ baseURL: process.env.BASE_URL })).newPage();
  await signUp(charlie, stranger("charlie"));
  const address = await share(alice, "sginups", await sharingId(charlie));
  await alice.getByRole("link", { name: "Merge into another stat" }).click();
  await alice.getByRole("link", { name: "signups", exact: true }).click();
  await expect(alice.getByText("is shared with")).toBeVisible();
  await alice.getByRole("button", { name: "Merge for good" }).click();
  await expect(alice.getByText("this stat has the numbers of both")).toBeVisible();
  expect((await charlie.goto(address))?.status()).toBe(404);
  await charlie.context().close();
});
