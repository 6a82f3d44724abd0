import { expect, test } from "playwright/test";
import { post, signUp, stranger } from "./cast";

test("somebody signs out and in again, and a wrong password says what to do without losing the address", async ({
  page,
}) => {
  const alice = stranger();
  await signUp(page, alice);
  await page.goto("/settings");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await page.goto("/stats");
  await expect(page).toHaveURL(/signin/);
  await page.getByLabel("Email").fill(alice.email);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Email or password is wrong")).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(alice.email);
  await page.getByLabel("Password").fill(alice.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/stats/);
});

test("signing in never leads to another site", async ({ page }) => {
  const alice = stranger();
  await signUp(page, alice);
  await page.context().clearCookies();
  await page.goto(`/signin?next=${encodeURIComponent("//evil.example")}`);
  await page.getByLabel("Email").fill(alice.email);
  await page.getByLabel("Password").fill(alice.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(new RegExp(`^${process.env.BASE_URL}/stats`));
});

test("a weak password is refused beside its field and nothing typed is lost", async ({ page }) => {
  const { email } = stranger();
  await page.goto("/signup");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByLabel("Password")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Email")).toHaveValue(email);
});

test("a stranger cannot open somebody else's stat", async ({ page, browser }) => {
  const { ezkey } = await signUp(page);
  await post(ezkey, "secret plans", "count", 1);
  await page.goto("/stats");
  const address = await page.getByRole("link", { name: "secret plans" }).getAttribute("href");
  const charlie = await browser.newPage();
  await signUp(charlie, stranger("charlie"));
  const answer = await charlie.goto(`${process.env.BASE_URL}${address}`);
  expect(answer?.status()).toBe(404);
  await expect(charlie.getByText("secret plans")).toHaveCount(0);
  await charlie.close();
});

test("a new key is shown once, works, and stops working when it is revoked", async ({ page, request }) => {
  await signUp(page);
  await page.goto("/settings");
  await page.getByLabel("What is it for?").fill("nightly script");
  await page.getByRole("button", { name: /make/i }).click();
  const shown = page.getByText(/sn_in_[0-9A-Za-z]{38}/).first();
  const key = (await shown.textContent())?.trim() ?? "";
  const send = () =>
    request.post("/api/v1/points", {
      headers: { authorization: `Bearer ${key}` },
      data: { stat: "nightly", count: 1 },
    });
  expect((await send()).status()).toBe(200);
  await page.reload();
  await expect(page.getByText(key)).toHaveCount(0);
  await page.getByLabel("Revoke nightly script").first().click();
  await page.getByLabel("Type “nightly script” to revoke it").fill("nightly script");
  await page.getByRole("button", { name: "Revoke this key" }).click();
  await expect(page.getByText("nightly script")).toHaveCount(0);
  await expect.poll(async () => (await send()).status(), { timeout: 2_000 }).toBe(401);
});
