import { expect, type Locator, type Page, test } from "playwright/test";
import { type Person, post, signUp, stranger } from "./cast";
import { inspect } from "./inspect";
import { mailedPath } from "./mailbox";

test.describe.configure({ timeout: 180_000 });

async function inviteViewer(page: Page, alice: Person, { email }: Person): Promise<void> {
  await page.goto(await mailedPath(alice.email, "/verify"));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { name: "Your address is confirmed" })).toBeVisible();
  await page.goto("/settings/people");
  const form = page.getByRole("form", { name: "Invite" });
  await form.getByLabel("Email").fill(email);
  const option = await form.getByRole("option", { name: /^Viewer/ }).getAttribute("value");
  await form.getByLabel("Role").selectOption(option);
  await form.getByRole("button", { name: "Invite" }).click();
  await expect(page.getByText(`We are mailing ${email} a link`)).toBeVisible();
}

/** Signs somebody up, with two stats and a dashboard on which nothing is yet. */
async function dashboardOf(page: Page, person: Person): Promise<string> {
  const { ezkey } = await signUp(page, person);
  await post(ezkey, "signups", "count", 41);
  await post(ezkey, "load", "value", 7);
  await page.goto("/dashboards");
  await expect(page.getByRole("heading", { name: "No dashboards yet" })).toBeVisible();
  await page.getByLabel("Name").fill("Servers");
  await page.getByRole("button", { name: "Make the dashboard" }).click();
  await expect(page.getByRole("heading", { name: "Servers" })).toBeVisible();
  return new URL(page.url()).pathname;
}

async function addCard(page: Page, stats: string[], title: string, kind = "Graph"): Promise<void> {
  await page.getByRole("link", { name: "Add a card" }).first().click();
  for (const stat of stats) await page.getByRole("list", { name: "Stats to add" }).getByLabel(stat).click();
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("Kind").selectOption(kind);
  await page.getByRole("button", { name: "Add the card" }).click();
  await expect(page.getByRole("article", { name: title })).toBeVisible();
}

async function order(page: Page): Promise<string[]> {
  const cards = await page.getByRole("list", { name: "Cards" }).getByRole("article").all();
  return Promise.all(cards.map(async (card) => (await card.getAttribute("aria-label")) ?? ""));
}

async function dragOnto(page: Page, handle: Locator, goal: Locator): Promise<void> {
  const [from, to] = [await handle.boundingBox(), await goal.boundingBox()];
  if (from === null || to === null) throw new Error("there is nothing to drag");
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 30, from.y + 10, { steps: 3 });
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 12 });
  await page.mouse.up();
}

test("a dashboard is made, filled, arranged by hand and by keys, seen by the team and shown on a wall", async ({
  page,
  browser,
}) => {
  const [alice, bob] = [stranger("alice"), stranger("bob")];
  const here = await dashboardOf(page, alice);
  await addCard(page, ["signups"], "People");
  await addCard(page, ["load", "signups"], "Both");
  await addCard(page, ["load"], "Load now", "Number");
  expect(await order(page)).toEqual(["People", "Both", "Load now"]);

  await dragOnto(
    page,
    page.getByRole("button", { name: "Arrange Load now" }),
    page.getByRole("article", { name: "People" }),
  );
  await expect.poll(() => order(page)).toEqual(["Load now", "People", "Both"]);
  await page.reload();
  await expect.poll(() => order(page)).toEqual(["Load now", "People", "Both"]);

  const handle = page.getByRole("button", { name: "Arrange Both" });
  await handle.focus();
  await page.keyboard.press("Space");
  await expect(handle).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByText("place 2 of 3", { exact: false })).toBeAttached();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Space");
  await expect.poll(() => order(page)).toEqual(["Load now", "Both", "People"]);
  await expect(handle).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("Home");
  await page.keyboard.press("Escape");
  await expect(page.getByText("Both is put back.")).toBeAttached();
  await expect.poll(() => order(page)).toEqual(["Load now", "Both", "People"]);
  await page.waitForLoadState("networkidle");
  await page.goto(here);
  expect(await order(page)).toEqual(["Load now", "Both", "People"]);
  await expect(page.getByRole("article", { name: "Load now" })).toContainText("7");

  await inviteViewer(page, alice, bob);
  const bobs = await (await browser.newContext({ baseURL: process.env.BASE_URL })).newPage();
  await bobs.goto(await mailedPath(bob.email, "/invitation"));
  await bobs.getByLabel("Choose a password").fill(bob.password);
  await bobs.getByRole("button", { name: "Make an account and accept" }).click();
  await bobs.waitForURL("**/stats*");
  await bobs.goto("/dashboards");
  await bobs.getByRole("link", { name: "Servers" }).click();
  await expect(bobs.getByRole("heading", { name: "Servers" })).toBeVisible();
  expect(await order(bobs)).toEqual(["Load now", "Both", "People"]);
  await expect(bobs.getByRole("link", { name: "Edit" })).toHaveCount(0);
  await expect(bobs.getByRole("link", { name: "Add a card" })).toHaveCount(0);
  await bobs.goto(`${here}?edit=1`);
  await expect(bobs.getByRole("button", { name: /^Arrange/ })).toHaveCount(0);

  await bobs.goto(`${here}/wall?theme=dark`);
  await expect(bobs.getByRole("article")).toHaveCount(3);
  await expect(bobs.getByRole("banner").getByRole("link", { name: "Your stats" })).toHaveCount(0);
  await expect(bobs.getByText(/^\d\d:\d\d$/)).toBeVisible();
  const fits = await bobs.evaluate(() => {
    const wall = document.querySelector("[data-theme=dark] > div")?.parentElement;
    return wall ? wall.scrollHeight - wall.clientHeight : -1;
  });
  expect(fits).toBe(0);
  await bobs.keyboard.press("Escape");
  await bobs.waitForURL(`**${here}`);
});

test("a card stays in the hand while what was put down before it is saved", async ({ page }) => {
  await dashboardOf(page, stranger("alice"));
  for (const title of ["one", "two", "three"]) await addCard(page, ["load"], title);
  await page.route("**/dashboards/**", async (route) => {
    if (route.request().method() === "POST") await new Promise((passed) => setTimeout(passed, 1_500));
    await route.continue();
  });
  const handle = page.getByRole("button", { name: "Arrange three" });
  await handle.focus();
  for (const key of ["Space", "ArrowLeft", "Space", "Space", "ArrowLeft", "Space"]) await page.keyboard.press(key);
  await page.keyboard.press("Space");
  await page.keyboard.press("End");
  const saved = () => page.waitForResponse((answer) => answer.request().method() === "POST");
  await saved();
  await saved();
  // The news of both comes to the page by itself, and more than once.
  await page.waitForTimeout(3_000);
  await expect(handle).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Escape");
  await expect(page.getByText("three is put back.")).toBeAttached();
  await expect.poll(() => order(page)).toEqual(["three", "one", "two"]);
  await page.reload();
  expect(await order(page)).toEqual(["three", "one", "two"]);
});

test("what somebody else changed meanwhile is not undone, and the one who comes second is told", async ({
  page,
  context,
}) => {
  const here = await dashboardOf(page, stranger("alice"));
  await addCard(page, ["signups"], "People");
  await addCard(page, ["load"], "Load");
  // Without the stream and its news this page does not learn of the other change.
  const stale = await context.newPage();
  await stale.route("**/live", (route) => route.abort());
  await stale.goto(`${here}?edit=1`);
  await page.getByRole("button", { name: "Arrange Load" }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Space");
  await page.waitForLoadState("networkidle");
  await stale.getByRole("button", { name: "Arrange Load" }).focus();
  await stale.keyboard.press("Space");
  await stale.keyboard.press("ArrowLeft");
  await stale.keyboard.press("Space");
  await expect(stale.getByRole("alert").filter({ hasText: "Somebody changed this dashboard" })).toBeVisible();
  await expect.poll(() => order(stale)).toEqual(["People", "Load"]);
});

test("a card is changed, removed and put back, and what is left of a dashboard asks for its name", async ({ page }) => {
  await dashboardOf(page, stranger("alice"));
  await addCard(page, ["signups"], "People");
  await addCard(page, ["load"], "Load");
  await page.getByRole("link", { name: "Change People" }).click();
  await page.getByLabel("Title").fill("New people");
  await page.getByLabel("Kind").selectOption("Sparkline");
  await page.getByRole("button", { name: "Save the card" }).click();
  await expect(page.getByRole("article", { name: "New people" })).toBeVisible();
  await page.getByRole("button", { name: "Remove New people" }).click();
  await expect(page.getByText("The card is removed.")).toBeVisible();
  await expect.poll(() => order(page)).toEqual(["Load"]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => order(page)).toEqual(["New people", "Load"]);
  await page.getByText("Delete the dashboard…").click();
  await page.getByLabel("to delete it").fill("servers");
  await page.getByRole("button", { name: "Delete this dashboard" }).click();
  await expect(page.getByText("This is not the dashboard's name.")).toBeVisible();
  await page.getByLabel("to delete it").fill("Servers");
  await page.getByRole("button", { name: "Delete this dashboard" }).click();
  await expect(page.getByText("The dashboard is deleted.")).toBeVisible();
});

test("a comparison is saved, found again, and put on a dashboard as it is drawn", async ({ page }) => {
  await dashboardOf(page, stranger("alice"));
  await page.goto("/stats");
  for (const stat of ["signups", "load"]) await page.getByRole("checkbox", { name: stat }).check();
  await page.getByRole("button", { name: /^Compare/ }).click();
  await page.waitForURL("**/compare?*");
  await page.goto(`${page.url().replace(/range=\w+/, "range=month")}`);
  await page.getByText("Save", { exact: true }).click();
  await page.getByLabel("Title").fill("Load by people");
  await page.getByRole("button", { name: "Save the comparison" }).click();
  await expect(page.getByText("Saved. Everybody in the team finds it under Compare.")).toBeVisible();
  await page.getByText("Add to a dashboard").click();
  await page.getByLabel("As a").selectOption("Graph");
  await page.getByRole("button", { name: "Add the card" }).click();
  await page.getByRole("link", { name: "Open the dashboard" }).click();
  await expect(page.getByRole("article")).toContainText("in the last month");
  await page.goto("/compare");
  await page.getByRole("link", { name: "Load by people" }).click();
  await expect(page).toHaveURL(/range=month/);
});

test("it all works before JavaScript does", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: process.env.BASE_URL });
  const page = await context.newPage();
  const here = await dashboardOf(page, stranger("alice"));
  await addCard(page, ["signups"], "People");
  await addCard(page, ["load"], "Load");
  const cookies = await context.storageState();
  const plain = await browser.newContext({
    baseURL: process.env.BASE_URL,
    javaScriptEnabled: false,
    storageState: cookies,
  });
  const bare = await plain.newPage();
  await bare.goto(`${here}?edit=1`);
  await bare.locator("summary[aria-label='Move or resize Load']").click();
  await bare.getByRole("form", { name: "Move or resize Load" }).getByRole("button", { name: "Earlier" }).click();
  await bare.waitForLoadState("load");
  expect(await order(bare)).toEqual(["Load", "People"]);
  await bare.goto(`${here}/cards/new`);
  await bare.getByLabel("signups").check();
  await bare.getByLabel("Title").fill("Plain");
  await bare.getByRole("button", { name: "Add the card" }).click();
  await bare.waitForLoadState("load");
  expect(await order(bare)).toEqual(["Load", "People", "Plain"]);
  await bare.goto(`${here}/wall`);
  await expect(bare.locator("article svg[role=img]").first()).toBeVisible();
});

for (const theme of ["light", "dark"] as const) {
  test(`dashboards are free of accessibility faults and fit a phone in the ${theme} theme`, async ({ browser }) => {
    const context = await browser.newContext({ baseURL: process.env.BASE_URL, colorScheme: theme });
    const newcomer = await (await browser.newContext({ baseURL: process.env.BASE_URL, colorScheme: theme })).newPage();
    await signUp(newcomer);
    await inspect(newcomer, "/dashboards");
    const page = await context.newPage();
    const here = await dashboardOf(page, stranger("alice"));
    await inspect(page, here);
    await addCard(page, ["signups"], "People with an unusually long name that does not fit on any telephone ever made");
    await addCard(page, ["load"], "Load now", "Number");
    await addCard(page, ["load"], "Load line", "Sparkline");
    await addCard(page, ["load"], "Load spread", "Histogram");
    await addCard(page, ["signups", "load"], "Both");
    const card = await page.getByRole("link", { name: "Change Both" }).getAttribute("href");
    for (const path of ["/dashboards", here, `${here}?edit=1`, `${here}/cards/new`, card ?? "", `${here}/wall`]) {
      await inspect(page, path);
    }
  });
}
