import { expect, test } from "playwright/test";
import { post, signUp, stranger } from "./cast";
import { inspect } from "./inspect";
import { mailedPath } from "./mailbox";

const OPEN_PAGES = [
  "/",
  "/signup",
  "/signin",
  "/docs",
  "/docs/alerts",
  "/docs/webhooks",
  "/docs/reports",
  "/nowhere",
  "/forgot",
  "/goodbye",
  "/dev/mail",
];
/** Where links in mails lead, with one that was used or never was. */
const GONE = ["/signin/link", "/reset", "/verify", "/email", "/invitation"].map((path) => `${path}?token=gone`);
const SETTINGS = ["", "/people", "/keys", "/shared", "/audit", "/you"].map((tab) => `/settings${tab}`);
const THEMES = ["light", "dark"] as const;

for (const theme of THEMES) {
  test.describe(`in the ${theme} theme`, () => {
    test.describe.configure({ timeout: 240_000 });
    test.use({ colorScheme: theme });

    test("every open page is free of accessibility faults and fits a phone", async ({ page }) => {
      for (const path of [...OPEN_PAGES, ...GONE]) await inspect(page, path);
    });

    test("every page of settings and teams is free of accessibility faults and fits a phone", async ({ page }) => {
      const { ezkey } = await signUp(page);
      await post(ezkey, "signups", "count", 1);
      await page.goto("/stats");
      const address = (await page.getByRole("link", { name: "signups" }).getAttribute("href")) ?? "";
      for (const path of [...SETTINGS, ...GONE, "/teams/new", "/no-team", "/stats?shared=1", `${address}/destroy`]) {
        await inspect(page, path);
      }
    });

    test("pages that links in mails lead to are free of accessibility faults and fit a phone", async ({ page }) => {
      const alice = stranger();
      await signUp(page, alice);
      await inspect(page, await mailedPath(alice.email, "/verify"));
      const bob = stranger("bob");
      await page.goto(await mailedPath(alice.email, "/verify"));
      await page.getByRole("button", { name: /confirm/i }).click();
      await page.waitForURL("**/verify");
      await page.goto("/settings/people");
      await page.getByLabel("Email").fill(bob.email);
      await page.getByRole("button", { name: /invite/i }).click();
      await inspect(page, "/settings/people");
      const invitation = await mailedPath(bob.email, "/invitation");
      await inspect(page, invitation);
      await page.context().clearCookies();
      await inspect(page, invitation);
    });

    test("every page of somebody signed in is free of accessibility faults and fits a phone", async ({ page }) => {
      const { ezkey } = await signUp(page);
      await inspect(page, "/welcome");
      await inspect(page, "/stats");
      const long = "a stat with an unusually long name that does not fit on any telephone that was ever made";
      for (const stat of ["signups", long]) await post(ezkey, stat, "count", 1_234_567);
      await page.goto("/stats");
      const address = (await page.getByRole("link", { name: "signups" }).getAttribute("href")) ?? "";
      const id = address.split("/").at(-1);
      for (const path of ["/stats", address, `${address}?range=week&compare=1`, `/compare?stats=${id}`]) {
        await inspect(page, path);
      }
    });

    test("the pages that merge and delete are free of accessibility faults and fit a phone", async ({ page }) => {
      const { ezkey } = await signUp(page);
      const long = "a stat with an unusually long name that does not fit on any telephone that was ever made";
      for (const stat of ["signups", long]) await post(ezkey, stat, "count", 1_234_567);
      await page.goto("/stats");
      const address = (await page.getByRole("link", { name: "signups" }).getAttribute("href")) ?? "";
      const other = (await page.getByRole("link", { name: long }).getAttribute("href")) ?? "";
      await inspect(page, `${address}/merge`);
      await inspect(page, `${address}/merge?into=${other.split("/").at(-1)}`);
      await page.goto(other);
      await page.getByRole("button", { name: "Move to trash" }).click();
      await page.waitForURL("**/stats?trashed=*");
      await inspect(page, "/stats?trash=1");
    });
  });
}

test("the skip link leads to the content, and ? shows the shortcuts", async ({ page }) => {
  await page.goto("/docs");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: /skip/i })).toBeFocused();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("the header marks the part of the site one is in", async ({ page }) => {
  await signUp(page);
  const marked = page.getByRole("navigation", { name: "Main" }).locator("[aria-current]");
  await page.goto("/stats");
  await expect(marked).toHaveText(["Your statsStats"]);
  for (const name of ["Dashboards", "Alerts", "Reports", "Settings", "Docs"]) {
    await page.getByRole("banner").getByRole("link", { name, exact: true }).click();
    await expect(marked).toHaveText([name]);
  }
  await page.goto("/alerts/channels");
  await expect(marked).toHaveAttribute("aria-current", "true");
  await expect(marked).toHaveText(["Alerts"]);
});

test("no page throws in the browser or asks another host for anything", async ({ page }) => {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("request", (request) => {
    if (!request.url().startsWith(process.env.BASE_URL ?? "") && !request.url().startsWith("data:"))
      faults.push(request.url());
  });
  const { ezkey } = await signUp(page);
  await post(ezkey, "signups", "count", 1);
  for (const path of ["/", "/stats", ...SETTINGS, "/docs"]) await page.goto(path, { waitUntil: "load" });
  await page.goto("/stats");
  await page.getByRole("link", { name: "signups" }).click();
  await expect(page.locator("[data-headline]")).toContainText("1");
  expect(faults).toEqual([]);
});
