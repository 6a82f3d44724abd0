import { expect, type Page, test } from "playwright/test";
import { type Person, post, signUp, stranger } from "./cast";

async function signIn(page: Page, { email, password }: Person): Promise<void> {
  await page.goto(`${process.env.BASE_URL}/signin`);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

test("changing the password signs the other browser out on its next click, and this one goes on", async ({
  page,
  browser,
}) => {
  const ada = stranger("ada");
  await signUp(page, ada);
  const elsewhere = await browser.newPage();
  await signIn(elsewhere, ada);
  await expect(elsewhere).toHaveURL(/stats/);

  await page.goto("/settings/you");
  await expect(page.getByRole("list", { name: "Browsers" }).getByRole("listitem")).toHaveCount(2);
  const form = page.getByRole("form", { name: "Change the password" });
  await form.getByLabel("Password now").fill("not the password");
  await form.getByLabel("New password").fill("eight quiet eagles");
  await form.getByRole("button").click();
  await expect(page.getByText("This is not your password")).toBeVisible();
  await form.getByLabel("Password now").fill(ada.password);
  await form.getByLabel("New password").fill("eight quiet eagles");
  await form.getByRole("button").click();
  await expect(page.getByText("Your password is changed")).toBeVisible();
  await expect(page.getByRole("list", { name: "Browsers" }).getByRole("listitem")).toHaveCount(1);
  await expect(page.getByText("Changed the password")).toBeVisible();

  await elsewhere.getByRole("link", { name: "Settings" }).click();
  await expect(elsewhere).toHaveURL(/signin/);
  await signIn(elsewhere, ada);
  await expect(elsewhere.getByText("Email or password is wrong")).toBeVisible();
  await signIn(elsewhere, { ...ada, password: "eight quiet eagles" });
  await expect(elsewhere).toHaveURL(/stats/);
  await elsewhere.close();
});

test("one browser is signed out from another, and then all of them", async ({ page, browser }) => {
  const ada = stranger("ada");
  await signUp(page, ada);
  const [second, third] = [await browser.newPage(), await browser.newPage()];
  for (const each of [second, third]) {
    await signIn(each, ada);
    await expect(each).toHaveURL(/stats/);
  }
  await page.goto("/settings/you");
  const browsers = page.getByRole("list", { name: "Browsers" });
  await expect(browsers.getByText("this browser")).toHaveCount(1);
  await browsers
    .getByRole("button", { name: /Sign out/ })
    .first()
    .click();
  await expect(browsers.getByRole("listitem")).toHaveCount(2);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  for (const each of [page, second, third]) {
    await each.goto(`${process.env.BASE_URL}/settings/you`);
    await expect(each).toHaveURL(/signin/);
  }
  await Promise.all([second.close(), third.close()]);
});

test("an account is taken along and then deleted, without JavaScript, and its keys are dead within a second", async ({
  page,
  browser,
  request,
}) => {
  const ada = stranger("ada");
  const { ezkey } = await signUp(page, ada);
  await post(ezkey, "signups", "count", 1);
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: process.env.BASE_URL });
  const plain = await context.newPage();
  await signIn(plain, ada);
  await plain.goto("/settings/you");
  for (const [button, file] of [
    ["Download my data", "statnest-account.json"],
    ["Download the team’s numbers", "statnest-numbers.csv"],
  ] as const) {
    const download = plain.waitForEvent("download");
    await plain.getByRole("button", { name: button }).click();
    expect((await download).suggestedFilename()).toBe(file);
  }
  await plain.getByText("Delete my account…").click();
  await plain.getByRole("form", { name: "Delete my account" }).getByLabel("Your password").fill(ada.password);
  await plain.getByRole("button", { name: "Delete my account" }).click();
  await expect(plain.getByRole("heading", { name: "Your account is deleted" })).toBeVisible();
  await context.close();

  const send = () => request.post("/ez", { form: { ezkey, stat: "signups", count: "1" } });
  await expect.poll(async () => (await send()).status(), { timeout: 2_000 }).not.toBe(204);
  await page.goto("/stats");
  await expect(page).toHaveURL(/signin/);
  await signIn(page, ada);
  await expect(page.getByText("Email or password is wrong")).toBeVisible();
});
