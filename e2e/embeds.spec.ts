import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Frame, type Page, type Request, test } from "playwright/test";
import { post, signUp } from "./cast";

interface Made {
  token: string;
  ezkey: string;
}

/** Somebody new with one stat and an embed of it; `more` goes into what the API is told. */
async function embed(page: Page, more: object = {}): Promise<Made> {
  const { ezkey } = await signUp(page);
  await post(ezkey, "signups", "count", 41);
  await page.goto("/stats");
  const token = await page.evaluate(async (wanted) => {
    const [stat] = (await (await fetch("/api/v1/stats")).json()).data;
    const body = JSON.stringify({ stats: [{ id: stat.id }], ...wanted });
    const made = await fetch("/api/v1/links", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    return (await made.json()).token;
  }, more);
  return { token, ezkey };
}

let host = { origin: "", close: async () => {} };

/** A page of another origin that frames what its query names and writes down the heights that it is told. */
test.beforeAll(async () => {
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "", "http://host");
    const quiet = searchParams.has("quiet") ? '<meta name="referrer" content="no-referrer">' : "";
    const frame = `<iframe sandbox="allow-scripts" width="600" height="240" src="${searchParams.get("src")}"></iframe>`;
    const listen = `addEventListener("message", ({ data }) => (document.title = data.type + " " + data.height))`;
    response.setHeader("content-type", "text/html");
    response.end(`<!doctype html>${quiet}<body>${frame}<script>${listen}</script>`);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const close = () => new Promise<void>((closed) => server.close(() => closed()));
  host = { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
});
test.afterAll(() => host.close());

async function framed(page: Page, token: string, query = ""): Promise<Frame> {
  await page.goto(`${host.origin}/?src=${encodeURIComponent(`${process.env.BASE_URL}/embed/${token}`)}${query}`);
  const frame = page.frames().find((each) => each !== page.mainFrame());
  if (frame === undefined) throw new Error("there is no frame");
  return frame;
}

/** As when its reader comes back to the tab; the numbers may be four seconds old. */
async function comeBack(page: Page, frame: Frame): Promise<void> {
  await page.waitForTimeout(4_100);
  await frame.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
}

test("an embed works in a sandboxed frame of another origin: small, still, live and alone", async ({
  page: owner,
  browser,
}) => {
  const { token, ezkey } = await embed(owner);
  const page = await (await browser.newContext()).newPage();
  const requests: Request[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  const frame = await framed(page, token);
  await expect(frame.locator("h1")).toHaveText("signups");
  await expect(frame.locator("header")).toContainText("41");
  await expect(frame.locator("main > .c > svg")).toBeVisible();
  await expect(page).toHaveTitle("statnest:height 240");

  const shift = await frame.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const shifts: number[] = [];
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(shifts.reduce((sum, value) => sum + value, 0)), 300);
      }),
  );
  expect(shift).toBe(0);
  const ours = requests.filter((request) => !request.url().startsWith(host.origin));
  expect(ours.map((request) => request.url())).toEqual([`${process.env.BASE_URL}/embed/${token}`]);
  const { responseBodySize, responseHeadersSize } = await (ours[0] as Request).sizes();
  expect(responseBodySize + responseHeadersSize).toBeLessThan(40_000);
  expect(await page.context().cookies()).toEqual([]);

  await post(ezkey, "signups", "count", 1);
  await comeBack(page, frame);
  await expect(frame.locator("header")).toContainText("42");
  const again = page.waitForResponse((response) => response.url().includes("live=1"));
  await page.waitForTimeout(20_100);
  await frame.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  expect([200, 304]).toContain((await again).status());
  expect(complaints).toEqual([]);
});

test("every number of an embed can be read with the keys, and with the pointer", async ({ page }) => {
  const { token, ezkey } = await embed(page, { spec: { range: { preset: "day" }, style: "line" } });
  const before = Math.floor(Date.now() / 1_000) - 7_200;
  await post(ezkey, "signups", "count", 7, before);
  await page.goto(`/embed/${token}`);
  const line = page.locator("footer [aria-live=polite]");
  await expect(line).toContainText("every 5 minutes");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("application", { name: "signups. Arrow keys read the numbers" })).toBeFocused();
  await expect(line).toContainText(/: 41$/);
  await page.keyboard.press("ArrowLeft");
  await expect(line).toContainText(/: 7$/);
  await page.keyboard.press("ArrowLeft");
  await expect(line).toContainText(/: 7$/);
  await page.keyboard.press("End");
  await expect(line).toContainText(/: 41$/);
  await expect(page.locator("main > .c > svg > g:last-child circle")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(line).toContainText("every 5 minutes");
  await page.locator("main > .c > svg").hover({ position: { x: 5, y: 50 } });
  await expect(line).toContainText(/: 7$/);
});

test("a locked embed is shown and lives on the pages it is locked to, and on no others", async ({
  page: owner,
  browser,
}) => {
  const { token, ezkey } = await embed(owner, { origins: [host.origin] });
  const page = await (await browser.newContext()).newPage();
  const frame = await framed(page, token);
  await expect(frame.locator("header")).toContainText("41");
  await post(ezkey, "signups", "count", 1);
  await comeBack(page, frame);
  await expect(frame.locator("header")).toContainText("42");

  const elsewhere = await owner.evaluate(async () => {
    const [link] = (await (await fetch("/api/v1/links")).json()).data;
    const body = JSON.stringify({ origins: ["https://blog.example.com"] });
    const headers = { "content-type": "application/json" };
    return (await fetch(`/api/v1/links/${link.id}`, { method: "PATCH", headers, body })).status;
  });
  expect(elsewhere).toBe(200);
  await page.waitForTimeout(4_100);
  const refused = await framed(page, token);
  await expect(refused.locator("main")).toContainText("Not on this page");
  const blocked = await framed(page, token, "&quiet=1");
  await expect.poll(() => blocked.url()).toBe("chrome-error://chromewebdata/");
  await page.goto(`${process.env.BASE_URL}/embed/${token}`);
  await expect(page.locator("main")).toContainText("Not on this page");
});
