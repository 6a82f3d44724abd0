import { expect, type Page, test } from "playwright/test";
import { post, shell, signUp } from "./cast";
import { inspect } from "./inspect";

/** A stat with a number, its page open and live. */
async function openStat(page: Page): Promise<{ ezkey: string; path: string }> {
  const { ezkey } = await signUp(page);
  await post(ezkey, "signups", "count", 41);
  await page.goto("/stats");
  await page.getByRole("link", { name: "signups" }).click();
  await page.waitForURL(/\/stats\/\w+/);
  await expect(page.locator("[data-live=on]")).toBeVisible();
  return { ezkey, path: new URL(page.url()).pathname };
}

/** What a page of ours says of itself when it asks the API. */
const OURS = { origin: process.env.BASE_URL ?? "", "sec-fetch-site": "same-origin" };

const flags = (page: Page) => page.getByRole("region", { name: "Chart", exact: true }).locator("[data-flag]");
const panel = (page: Page) => page.getByRole("region", { name: "Annotations" });
const rows = (page: Page) => panel(page).getByRole("list", { name: "Annotations" }).getByRole("listitem");

async function add(page: Page, text: string): Promise<void> {
  const form = page.getByRole("form", { name: "Add an annotation" });
  if (!(await form.isVisible())) await page.getByText("Add an annotation…").click();
  await form.getByLabel("What happened").fill(text);
  await form.getByRole("button", { name: "Add" }).click();
  await expect(form.getByText(`Marked “${text}”.`)).toBeVisible();
}

test("one curl line of a deploy script puts a flag into the chart that somebody is looking at", async ({ page }) => {
  const { ezkey } = await openStat(page);
  const line = await panel(page)
    .getByRole("figure", { name: "One line for a deploy script" })
    .locator("code")
    .textContent();
  expect(await shell(`${(line ?? "").replace("YOUR_INGEST_KEY", ezkey)} -s -o /dev/null -w "%{http_code}"`)).toBe(
    "201",
  );
  await expect(flags(page)).toHaveCount(1, { timeout: 5_000 });
  await expect(rows(page)).toContainText(["Deploy v2"]);
  await expect(rows(page)).toContainText(["all stats"]);
});

test("what happened is added by hand, changed, deleted and brought back, and the chart follows", async ({ page }) => {
  await openStat(page);
  await add(page, "Deploy v2");
  await expect(flags(page)).toHaveCount(1);
  await expect(rows(page)).toContainText(["this stat"]);

  await rows(page).getByText("Change…").click();
  const form = page.getByRole("form", { name: "Change Deploy v2" });
  await form.getByLabel("What happened").fill("Deploy v2.1");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(rows(page)).toContainText(["Deploy v2.1"]);

  await rows(page).getByRole("button", { name: "Delete Deploy v2.1" }).focus();
  await page.keyboard.press("Enter");
  await expect(panel(page).getByText("Deleted “Deploy v2.1”.")).toBeVisible();
  await expect(flags(page)).toHaveCount(0);
  await expect(panel(page).getByRole("status").filter({ hasText: "Deleted" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(panel(page).getByText("“Deploy v2.1” is back.")).toBeVisible();
  await expect(flags(page)).toHaveCount(1);
  await page.reload();
  await expect(rows(page)).toContainText(["Deploy v2.1"]);
});

test("a form at fault keeps what was typed and says what to do", async ({ page }) => {
  await openStat(page);
  await page.goto("/annotations");
  await page.getByText("Add an annotation…").click();
  const form = page.getByRole("form", { name: "Add an annotation" });
  await form.getByLabel("What happened").fill("outage");
  await form.getByLabel("When").fill("2026-05-04T12:00:00");
  await form.getByLabel("Until").fill("2026-05-04T11:00:00");
  await form.getByLabel("Stat").fill("sginups");
  await form.getByRole("button", { name: "Add" }).click();
  await expect(form.getByText("Until must be later than the start.")).toBeVisible();
  await expect(form.getByLabel("What happened")).toHaveValue("outage");
  await form.getByLabel("Until").fill("2026-05-04T13:30:00");
  await form.getByRole("button", { name: "Add" }).click();
  await expect(form.getByText("This name feeds no stat of the team.")).toBeVisible();
  await form.getByLabel("Stat").fill("signups");
  await form.getByRole("button", { name: "Add" }).click();
  const row = page.getByRole("list", { name: "Annotations" }).getByRole("listitem");
  await expect(row).toContainText("4 May 2026, 12:00–13:30");
  await row.getByRole("link", { name: "signups" }).click();
  await expect(page.getByRole("heading", { name: "signups" })).toBeVisible();
});

test("without JavaScript it is written, deleted and brought back all the same", async ({ page, browser }) => {
  const { path } = await openStat(page);
  const storageState = await page.context().storageState();
  const bare = await browser.newContext({ baseURL: process.env.BASE_URL, storageState, javaScriptEnabled: false });
  const plain = await bare.newPage();
  await plain.goto(path);
  await plain.getByText("Add an annotation…").click();
  await plain.getByLabel("What happened").first().fill("by hand");
  await plain.getByRole("button", { name: "Add", exact: true }).click();
  await expect(rows(plain)).toContainText(["by hand"]);
  await rows(plain).getByRole("button", { name: "Delete by hand" }).click();
  await expect(panel(plain).getByText("Deleted “by hand”.")).toBeVisible();
  await expect(rows(plain)).toHaveCount(0);
  await panel(plain).getByRole("button", { name: "Undo" }).click();
  await expect(rows(plain)).toContainText(["by hand"]);
  await bare.close();
});

test("a picture of the chart is what the API draws of it", async ({ page }) => {
  const { path } = await openStat(page);
  for (const [format, type] of [
    ["svg", "image/svg+xml; charset=utf-8"],
    ["png", "image/png"],
  ]) {
    const answer = await page.request.get(`/api/v1${path}/series?format=${format}&range=day`);
    expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, type]);
  }
  await page.goto(`/api/v1${path}/series?format=svg&range=day&width=700&height=300`);
  await expect(page.locator("svg").first()).toBeVisible();
});

test("every curl line of the chapters on graphs and annotations works as it is written", async ({ page }) => {
  const { ezkey } = await openStat(page);
  for (const value of [3, 5, 8]) await post(ezkey, "latency", "value", value);
  await post(ezkey, "errors", "count", 1);
  const keyOf = async (kind: string) => {
    const { key } = await (
      await page.request.post("/api/v1/keys", { data: { name: kind, kind }, headers: OURS })
    ).json();
    return key as string;
  };
  const { data } = await (await page.request.get("/api/v1/stats")).json();
  const idOf = (name: string) => data.find((stat: { name: string }) => stat.name === name).id as string;
  const made = await page.request.post("/api/v1/links", { data: { stats: [{ id: idOf("signups") }] }, headers: OURS });
  const { token } = await made.json();
  const words: [RegExp, string][] = [
    [/YOUR_INGEST_KEY/g, ezkey],
    [/YOUR_READ_KEY/g, await keyOf("read")],
    [/YOUR_MANAGE_KEY/g, await keyOf("manage")],
    [/\bOTHER_ID\b/g, idOf("errors")],
    [/\bID\b/g, idOf("latency")],
    [/\bTOKEN\b/g, token],
  ];
  await page.goto("/docs");
  const blocks = page.locator("#graphs figure code, #annotations figure code");
  const lines = (await blocks.allTextContents()).filter((text) => text.startsWith("curl"));
  expect(lines.length).toBeGreaterThanOrEqual(10);
  for (const written of lines) {
    const line = words.reduce((text, [word, value]) => text.replace(word, value), written);
    const told = await shell(`cd "$(mktemp -d)" && ${line} -s -w "\\n%{http_code}"`);
    expect(told.trim().split("\n").at(-1), `${written}: ${told}`).toMatch(/^20[01]$/);
  }
});

for (const theme of ["light", "dark"] as const) {
  test(`pages about annotations are free of accessibility faults and fit a phone in the ${theme} theme`, async ({
    browser,
  }) => {
    test.setTimeout(240_000);
    const context = await browser.newContext({ baseURL: process.env.BASE_URL, colorScheme: theme });
    const page = await context.newPage();
    const { path } = await openStat(page);
    await inspect(page, "/annotations");
    await page.goto(path);
    await add(page, "Deploy of something with an unusually long name, whichfitsnotelephonethatwasevermadeanywhere");
    await add(page, "Deploy v2");
    const unfold = async () => {
      for (const details of await page.getByText(/^(Add an annotation…|Change…)/).all()) await details.click();
    };
    for (const address of [path, "/annotations", "/docs"]) await inspect(page, address, unfold);
    await context.close();
  });
}
