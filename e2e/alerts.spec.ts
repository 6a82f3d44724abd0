import { expect, type Page, test } from "playwright/test";
import { openWebhookSink, type WebhookSink } from "@/lib/testing/webhook-sink";
import { post, signUp, stranger } from "./cast";
import { inspect } from "./inspect";
import { mailedPath } from "./mailbox";

const HOUR = 3_600;
const DAYS = 12;
/** From the post to what is seen of it: the page looks every five seconds. */
const SOON = { timeout: 20_000 };

let sink: WebhookSink;
test.beforeAll(async () => {
  sink = await openWebhookSink();
  sink.reply = () => 204;
});
test.afterAll(() => sink.close());

/** A stat with a number an hour of the last days, about 100, and one hour of 400. */
async function orders(page: Page, ezkey: string): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const points = Array.from({ length: DAYS * 24 }, (_, hour) => ({
    stat: "orders",
    count: hour === 50 ? 400 : 90 + ((hour * 7) % 20),
    t: now - (hour + 1) * HOUR,
  }));
  const answer = await page.request.post("/api/v1/points", {
    headers: { authorization: `Bearer ${ezkey}` },
    data: { points },
  });
  expect(answer.status()).toBe(200);
  await page.goto("/stats");
  const href = await page.getByRole("link", { name: "orders", exact: true }).getAttribute("href");
  return href?.split("/").at(-1) ?? "";
}

async function webhook(page: Page, name: string): Promise<void> {
  await page.goto("/alerts/channels/new?kind=webhook");
  await page.getByRole("textbox", { name: "Address" }).fill(`${sink.url}/${name}`);
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("button", { name: "Save channel" }).click();
  await expect(page.getByText(/^whsec_/)).toBeVisible();
}

/** An alert over 1,000 in an hour on the stat, told to whatever is offered; leaves the page on it. */
async function watch(page: Page, stat: string): Promise<void> {
  await page.goto(`/alerts/new?stat=${stat}`);
  await page.getByLabel("Threshold").fill("1000");
  await page.getByText("How long, how often, and what to do").click();
  await page.getByLabel("What to do about it").fill("Read https://wiki.example.com/orders first.");
  await page.getByRole("button", { name: "Save alert" }).click();
  await page.waitForURL(/\/alerts\/\w+\?made=1/);
}

const callsTo = (name: string) => sink.calls.filter(({ path }) => path.endsWith(`/${name}`));
const typesTo = (name: string) => callsTo(name).map(({ body }) => JSON.parse(body).type as string);

test("four clicks lead from a stat to a saved alert, which shows when it would have rung", async ({ page }) => {
  const { ezkey } = await signUp(page);
  const stat = await orders(page, ezkey);
  await page.goto(`/stats/${stat}`);
  let clicks = 0;
  const click = async (name: string, role: "link" | "button") => {
    await page.getByRole(role, { name, exact: true }).first().click();
    clicks += 1;
  };
  await click("Alert", "link");
  const past = page.getByRole("region", { name: "The last 30 days" });
  await expect(past).toContainText("would have rung once in the last 30 days");
  await expect(past.locator("[data-flag]").or(past.getByText("When it would have rung")).first()).toBeVisible();
  await page.getByLabel("Threshold").fill("401");
  await expect(past).toContainText("It would not have rung in the last 30 days");
  await expect(page.getByLabel("Threshold")).toBeFocused();
  await click("Save alert", "button");
  await expect(page.getByText("watches from now on")).toBeVisible();
  expect(clicks).toBeLessThanOrEqual(4);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("orders: over 401 in an hour");
  await page.goto("/alerts");
  await expect(page.getByRole("list", { name: "Alerts" }).getByRole("listitem")).toHaveCount(1);
});

test("a number crosses: the webhook hears of it, the page shows it firing, and the incident tells its story", async ({
  page,
}) => {
  const { ezkey } = await signUp(page);
  const stat = await orders(page, ezkey);
  await webhook(page, "crossing");
  await watch(page, stat);
  const alert = page.url();
  await post(ezkey, "orders", "count", 5_000);
  await expect.poll(() => typesTo("crossing"), SOON).toEqual(["alert.triggered"]);
  await expect(page.getByText("firing", { exact: true }).first()).toBeVisible(SOON);
  await expect(page.getByText("1 ringing")).toBeAttached(SOON);
  await page.goto("/stats");
  await expect(page.getByText("Alerts: 1 firing")).toBeAttached();

  await page.goto(alert);
  await page.getByRole("list", { name: "Incidents" }).getByRole("link").first().click();
  await expect(page).toHaveTitle(/^Incident: orders: over 1,000 in an hour/);
  await expect(page.getByText("over the threshold of 1,000").first()).toBeVisible();
  await page.getByRole("button", { name: "Acknowledge" }).click();
  const story = page.getByRole("list", { name: "Story" }).getByRole("listitem");
  await expect(story.nth(0)).toContainText("It rang");
  await expect(story.nth(1)).toContainText("crossing was told that it rang");
  await expect(story.nth(2)).toContainText("Acknowledged by");
  await expect(page.getByRole("link", { name: "https://wiki.example.com/orders" })).toBeVisible();
  await expect(page.getByRole("img", { name: /orders/ }).first()).toBeVisible();
});

test("somebody acknowledges from the mail with one button", async ({ page }) => {
  const alice = stranger();
  const { ezkey } = await signUp(page, alice);
  await page.goto(await mailedPath(alice.email, "/verify"));
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Your address is confirmed" })).toBeVisible();
  const stat = await orders(page, ezkey);
  await watch(page, stat);
  const alert = page.url();
  await post(ezkey, "orders", "count", 5_000);
  const path = await mailedPath(alice.email, "/alerts/act");
  await page.goto(path);
  await page.getByRole("button", { name: "Acknowledge it" }).click();
  await page.goto(alert);
  await expect(page.getByText("acknowledged", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Acknowledge" })).toHaveCount(0);
});

test("a channel is tested, and says what came of it", async ({ page }) => {
  await signUp(page);
  await webhook(page, "tested");
  await page.getByRole("link", { name: /on to the channel/ }).click();
  await page.getByRole("button", { name: "Send a test" }).click();
  await expect(page.getByText("tested took the test (HTTP 204).")).toBeVisible();
  expect(typesTo("tested")).toEqual(["alert.test"]);
  await expect(page.getByRole("list", { name: "Deliveries" }).getByRole("listitem")).toContainText("sent");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a rule is tried and saved, and what was typed is kept when it is refused", async ({ page }) => {
    const { ezkey } = await signUp(page);
    const stat = await orders(page, ezkey);
    await page.goto(`/alerts/new?stat=${stat}`);
    await page.getByLabel("Threshold").fill("300");
    await page.getByRole("button", { name: "Try" }).click();
    await expect(page.getByLabel("Threshold")).toHaveValue("300");
    await expect(page.getByText("would have rung once")).toBeVisible();
    await page.getByLabel("Threshold").fill("many");
    await page.getByRole("button", { name: "Save alert" }).click();
    await expect(page.getByText("This threshold must be a number.")).toBeVisible();
    await expect(page.getByLabel("Threshold")).toHaveValue("many");
    await page.getByLabel("Threshold").fill("300");
    await page.getByRole("button", { name: "Save alert" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("orders: over 300 in an hour");
  });
});

test("every page of alerts passes axe and fits a phone", async ({ page }) => {
  test.setTimeout(180_000);
  const { ezkey } = await signUp(page);
  const stat = await orders(page, ezkey);
  await inspect(page, "/alerts");
  await inspect(page, "/alerts/channels");
  await inspect(page, "/alerts/channels/new");
  await webhook(page, "inspected");
  await page.getByRole("link", { name: /on to the channel/ }).click();
  await page.waitForURL(/channels\/[0-9a-f-]{36}$/);
  await inspect(page, new URL(page.url()).pathname);
  await inspect(page, `/alerts/new?stat=${stat}`);
  await inspect(page, "/alerts/new?pattern=*");
  await watch(page, stat);
  const alert = new URL(page.url()).pathname;
  await post(ezkey, "orders", "count", 5_000);
  await expect(page.getByText("firing", { exact: true }).first()).toBeVisible(SOON);
  await inspect(page, alert);
  await inspect(page, `${alert}/edit`);
  await page.goto(alert);
  const incident = await page.getByRole("list", { name: "Incidents" }).getByRole("link").first().getAttribute("href");
  await inspect(page, incident ?? "");
  await inspect(page, "/alerts?state=firing");
});
