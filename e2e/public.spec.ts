import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, expect, type Page, test } from "playwright/test";
import { post, signUp } from "./cast";
import { inspect } from "./inspect";

const HOUR = 3_600;

/** Signs somebody up who has a day of numbers, and leaves the page on their stat. */
async function withStat(page: Page): Promise<{ ezkey: string; address: string }> {
  const { ezkey } = await signUp(page);
  const now = Math.floor(Date.now() / 1_000);
  for (const [back, count] of [11, 7, 23].entries())
    await post(ezkey, "signups", "count", count, now - back * 2 * HOUR);
  await page.goto("/stats");
  await page.getByRole("link", { name: "signups" }).click();
  await page.waitForURL("**/stats/*");
  return { ezkey, address: new URL(page.url()).pathname };
}

async function stranger(browser: Browser): Promise<Page> {
  return (await browser.newContext({ baseURL: process.env.BASE_URL })).newPage();
}

/** A page of somebody else's site, with this in its body. */
async function foreignPage(body: string): Promise<{ address: string; server: Server }> {
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(`<!doctype html><html lang="en"><title>A blog</title><body>${body}`);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

async function publish(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Make public" }).click();
  return new URL((await page.getByLabel("Public address").locator("code").textContent()) ?? "").pathname;
}

test("from a stat to code on somebody's page in four clicks, and back again", async ({ page, browser }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await withStat(page);
  await page.getByRole("link", { name: "Embed…" }).click();
  await page.getByRole("button", { name: "Make embed" }).click();
  await page.getByRole("tab", { name: "Frame" }).click();
  await page.getByRole("tabpanel").getByRole("button", { name: "Copy" }).click();
  const code = await page.evaluate(() => navigator.clipboard.readText());
  const { address, server } = await foreignPage(code);

  const reader = await stranger(browser);
  await reader.goto(address);
  const frame = reader.frameLocator("iframe");
  await expect(frame.locator("svg").first()).toBeVisible();
  await expect(frame.locator("body")).toContainText("signups");

  await page.getByRole("button", { name: "Pause signups" }).click();
  await expect(page.getByRole("button", { name: "Resume signups" })).toBeVisible();
  const later = await stranger(browser);
  await later.goto(address);
  await expect(later.frameLocator("iframe").locator("body")).toContainText("Paused");
  await expect(later.frameLocator("iframe").locator("body")).not.toContainText("signups");

  await page.getByText("Revoke…").click();
  await page.getByRole("button", { name: "Revoke signups" }).click();
  await page.waitForURL("**/settings/public?revoked=1");
  await expect(page.getByText("Nothing is public.")).toBeVisible();
  const src = /src="([^"]+)"/.exec(code)?.[1] ?? "";
  expect((await reader.request.get(src)).status()).toBe(404);
  server.close();
});

test("the preview follows the options in place, and the embed can be changed later under the same address", async ({
  page,
}) => {
  await withStat(page);
  await page.getByRole("link", { name: "Embed…" }).click();
  await expect(page.getByRole("img", { name: /signups, on a (light|dark) page/ })).toHaveCount(2);
  await page.getByRole("radio", { name: "Dark" }).check();
  await expect(page.getByRole("img", { name: /signups, on a dark page/ })).toHaveCount(1);
  await expect(page.getByRole("img", { name: /on a light page/ })).toHaveCount(0);
  await page.getByLabel("Title", { exact: true }).fill("People who came");
  await expect(page.getByRole("img", { name: "People who came, on a dark page" })).toBeVisible();
  await page.getByLabel("Range").selectOption("chosen");
  await page.getByLabel("From").fill("next week");
  await page.getByLabel("From").fill("-3h");
  await expect(page).toHaveURL(/from=-3h/);
  await page.getByRole("button", { name: "Make embed" }).click();
  await page.waitForURL("**/embeds/*?made=1");
  await expect(page.getByRole("heading", { level: 1, name: "People who came" })).toBeVisible();
  const code = await page.getByRole("tabpanel").first().locator("code").textContent();

  await page.getByRole("link", { name: "Change options…" }).click();
  await expect(page.getByLabel("Title", { exact: true })).toHaveValue("People who came");
  await expect(page.getByLabel("From")).toHaveValue("-3h");
  await page.getByLabel("Title", { exact: true }).fill("Guests");
  await page.getByRole("radio", { name: "Number" }).check();
  await page.getByText("Where and until when").click();
  await page.getByLabel("Only on pages of").fill("nonsense");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("is no origin such as")).toBeVisible();
  await page.getByLabel("Only on pages of").fill("https://blog.example.com");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL("**/embeds/*?saved=1");
  await expect(page.getByText("only on https://blog.example.com")).toBeVisible();
  const token = /embed\/(\w+)/.exec(code ?? "")?.[1] ?? "none";
  await expect(page.getByRole("tabpanel").first().locator("code")).toContainText(token);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the builder shows its preview and makes the embed", async ({ page }) => {
    await signUp(page).catch(() => {});
    const welcome = await page.content();
    const ezkey = /sn_in_[0-9A-Za-z]+/.exec(welcome)?.[0] ?? "";
    await post(ezkey, "signups", "count", 3);
    await page.goto("/stats");
    await page.getByRole("link", { name: "signups" }).click();
    await page.getByRole("link", { name: "Embed…" }).click();
    await page.getByRole("radio", { name: "Light" }).check();
    await page.getByRole("button", { name: "Show the preview" }).click();
    await expect(page.getByRole("img", { name: /signups, on a light page/ })).toHaveCount(1);
    await expect(page.getByRole("img", { name: /on a dark page/ })).toHaveCount(0);
    await page.getByRole("button", { name: "Make embed" }).click();
    await page.waitForURL("**/embeds/*?made=1");
  });
});

test("a stat that is public is there for strangers until it is not", async ({ page, browser }) => {
  const { address } = await withStat(page);
  const reader = await stranger(browser);
  await reader.goto(address);
  await expect(reader).toHaveURL(/\/signin/);
  expect((await reader.request.get(`${address}/csv/day`)).status()).toBe(404);

  const open = await publish(page);
  const answer = await reader.goto(`${open}?range=week`);
  expect(answer?.status()).toBe(200);
  expect(answer?.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
  await expect(reader.getByRole("heading", { level: 1, name: "signups" })).toBeVisible();
  await expect(reader.locator("[data-headline]")).toContainText("41");
  await expect(reader.getByRole("link", { name: "Settings" })).toHaveCount(0);
  await reader.getByRole("link", { name: "Month" }).click();
  await expect(reader).toHaveURL(/range=month/);
  await expect(reader.locator("meta[property='og:image']")).toHaveAttribute("content", /\/image\.png$/);
  await expect(reader.locator("meta[name=robots]")).toHaveAttribute("content", /noindex/);
  const picture = await reader.request.get(`${open}/image.png`);
  expect([picture.status(), picture.headers()["content-type"]]).toEqual([200, "image/png"]);
  const csv = await reader.request.get(`${open}/data.csv?range=day`);
  expect(await csv.text()).toMatch(/^t,n,v,sum,min,max\r\n/);

  await reader.goto(`${address}?range=week`);
  await expect(reader).toHaveURL(new RegExp(`${open}\\?range=week`));
  const classic = await reader.request.get(`${address}/csv/day`);
  expect(await classic.text()).toMatch(/^time,value\r\n(\d+,\d*\r\n)+$/);
  expect((await reader.request.get(`${address}/csv/day`)).headers()["set-cookie"]).toBeUndefined();

  await page.getByRole("button", { name: "Pause signups" }).click();
  await expect(page.getByRole("button", { name: "Resume signups" })).toBeVisible();
  await expect(async () => expect((await reader.goto(open))?.status()).toBe(403)).toPass();
  await expect(reader.getByText("This is paused")).toBeVisible();
  await expect(reader.getByText("signups")).toHaveCount(0);
  await reader.goto(address);
  await expect(reader).toHaveURL(/\/signin/);

  await page.getByText("Revoke…").click();
  await page.getByRole("button", { name: "Revoke signups" }).click();
  await expect(page.getByRole("button", { name: "Make public" })).toBeVisible();
  await expect(async () => expect((await reader.goto(open))?.status()).toBe(404)).toPass();
  await expect(reader.getByText("There is nothing here")).toBeVisible();
});

test("a public page is the same for whoever is signed in, byte for byte, and sets no cookie", async ({
  page,
  browser,
}) => {
  await withStat(page);
  const open = await publish(page);
  const reader = await stranger(browser);
  const read = async (by: Page) => {
    const answer = await by.request.get(`${open}?range=year`);
    expect(answer.headers()["set-cookie"]).toBeUndefined();
    const nonce = /'nonce-([^']+)'/.exec(answer.headers()["content-security-policy"] ?? "")?.[1] ?? "none";
    return (await answer.text()).replaceAll(nonce, "NONCE");
  };
  // Between the two a second may pass, which the page counts.
  await expect(async () => {
    const [theirs, ours] = await Promise.all([read(reader), read(page)]);
    expect(theirs).toBe(ours);
  }).toPass();
});

test("everything public is in one list, which pauses it all and says who may publish", async ({ page, browser }) => {
  const { address } = await withStat(page);
  const open = await publish(page);
  await page.goto("/settings/public");
  const list = page.getByRole("list", { name: "Everything public" });
  await expect(list).toContainText("Public stat");
  await page.getByRole("button", { name: "Pause everything" }).click();
  await expect(page.getByText("Paused the one that was live.")).toBeVisible();
  await expect(list).toContainText("paused");
  const reader = await stranger(browser);
  expect((await reader.goto(open))?.status()).toBe(403);
  await page.getByLabel("May make embeds and public pages").selectOption("nobody");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.getByRole("button", { name: "Resume signups" }).click();
  await expect(page.getByText("this team lets nobody make embeds")).toBeVisible();
  await page.getByText("Revoke…").click();
  await page.getByRole("button", { name: "Revoke signups" }).click();
  await expect(page.getByText("Nothing is public.")).toBeVisible();
  await page.goto(address);
  await expect(page.getByText("Nobody in this team may publish")).toBeVisible();
  await page.goto(`/embeds/new?stats=${address.split("/").at(-1)}`);
  await expect(page.getByText("Nobody in this team may publish")).toBeVisible();
  await expect(page.getByRole("button", { name: "Make embed" })).toHaveCount(0);
});

for (const theme of ["light", "dark"] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.describe.configure({ timeout: 240_000 });
    test.use({ colorScheme: theme });

    test("embeds and public pages are free of accessibility faults and fit a phone", async ({ page }) => {
      const { address } = await withStat(page);
      await inspect(page, "/settings/public");
      await inspect(page, "/embeds/new");
      await page.goto(address);
      const open = await publish(page);
      const id = address.split("/").at(-1);
      await inspect(
        page,
        `/embeds/new?stats=${id}&range=week&compare=1&threshold=9:limit&origins=https://a.example&style=bar`,
      );
      await page.getByRole("button", { name: "Make embed" }).click();
      await page.waitForURL("**/embeds/*?made=1");
      const embed = new URL(page.url()).pathname;
      const framed = new URL((await page.locator("iframe").first().getAttribute("src")) ?? "", page.url());
      for (const path of [
        framed.pathname,
        embed,
        `${embed}/edit`,
        "/settings/public",
        address,
        open,
        `${open}?range=month&compare=1`,
      ]) {
        await inspect(page, path);
      }
      await inspect(page, `/s/${"x".repeat(22)}`);
      await page.goto("/settings/public");
      await page.getByRole("button", { name: "Pause everything" }).click();
      await expect(page.getByText("Paused 2.")).toBeVisible();
      for (const path of [open, "/settings/public", embed]) await inspect(page, path);
    });
  });
}
