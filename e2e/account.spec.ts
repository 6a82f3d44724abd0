import { expect, type Page, test } from "playwright/test";
import { type Person, post, signUp, stranger } from "./cast";
import { mailedPath } from "./mailbox";

/** Types an address and a password into the page to sign in. */
async function signIn(page: Page, { email, password }: Person) {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function confirmAddress(page: Page, email: string) {
  await page.goto(await mailedPath(email, "/verify"));
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Your address is confirmed" })).toBeVisible();
}

test("somebody signs out and in again, and a wrong password says what to do without losing the address", async ({
  page,
}) => {
  const alice = stranger();
  await signUp(page, alice);
  await page.goto("/settings/you");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await page.goto("/stats");
  await expect(page).toHaveURL(/signin/);
  await signIn(page, { ...alice, password: "not the password" });
  await expect(page.getByText("Email or password is wrong")).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(alice.email);
  await signIn(page, alice);
  await expect(page).toHaveURL(/stats/);
});

test("somebody confirms their address from the mail, which a scanner opened before", async ({ page, request }) => {
  const alice = stranger();
  await signUp(page, alice);
  await page.goto("/stats");
  const banner = page.getByRole("complementary", { name: "Confirm your address" });
  await expect(banner).toContainText(alice.email);
  await banner.getByRole("button", { name: "Send again" }).click();
  await expect(banner.getByText(/We have mailed/)).toBeVisible();
  const path = await mailedPath(alice.email, "/verify");
  for (let look = 0; look < 2; look++) {
    await request.head(path);
    const answer = await request.get(path);
    expect(answer.headers()["cache-control"]).toContain("no-store");
    const text = await answer.text();
    expect(text).toContain('<meta name="referrer" content="same-origin"');
    expect(text).toContain('<meta name="robots" content="noindex, nofollow"');
  }
  await page.goto(path);
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Your address is confirmed" })).toBeVisible();
  expect(page.url()).not.toContain("token");
  await page.goto("/stats");
  await expect(banner).toHaveCount(0);
  await page.goto(path);
  await expect(page.getByRole("heading", { name: "Your address is confirmed" })).toBeVisible();
});

test("a link to confirm an address asks whoever is not signed in for the password", async ({ page, browser }) => {
  const alice = stranger();
  await signUp(page, alice);
  const path = await mailedPath(alice.email, "/verify");
  const phone = await browser.newPage();
  await phone.goto(`${process.env.BASE_URL}${path}`);
  await phone.getByLabel("Password").fill("not the password");
  await phone.getByRole("button", { name: "Sign in and confirm" }).click();
  await expect(phone.getByText("Email or password is wrong")).toBeVisible();
  await phone.getByLabel("Password").fill(alice.password);
  await phone.getByRole("button", { name: "Sign in and confirm" }).click();
  await expect(phone.getByRole("heading", { name: "Your address is confirmed" })).toBeVisible();
  await phone.close();
});

test("somebody new gets in by a mailed link alone, and has a key", async ({ page }) => {
  const { email } = stranger();
  await page.goto("/signin");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Mail me a link instead" }).click();
  await expect(page.getByText(`We have mailed ${email}`)).toBeVisible();
  const path = await mailedPath(email, "/signin/link");
  await page.goto(path);
  await expect(page.getByText(email)).toBeVisible();
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/welcome");
  await expect(page.getByRole("tabpanel").first()).toContainText("sn_in_");
  await page.goto(path);
  await expect(page.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
  await page.goto("/stats");
  await expect(page.getByText("Confirm your address")).toHaveCount(0);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a mailed link is asked for and used, and leads to where one wanted to go", async ({ page }) => {
    const { email } = stranger();
    await page.goto("/compare");
    await page.getByLabel("Email").fill(email);
    await page.getByRole("button", { name: "Mail me a link instead" }).click();
    await expect(page.getByText(`We have mailed ${email}`)).toBeVisible();
    await page.goto(await mailedPath(email, "/signin/link"));
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page).toHaveURL(/compare/);
  });
});

test("a forgotten password is set anew, and every other browser is signed out", async ({ page, browser }) => {
  const alice = stranger();
  await signUp(page, alice);
  await confirmAddress(page, alice.email);
  const elsewhere = await browser.newPage();
  await elsewhere.goto(`${process.env.BASE_URL}/forgot`);
  await elsewhere.getByLabel("Email").fill(alice.email);
  await elsewhere.getByRole("button", { name: "Mail me a link" }).click();
  await expect(elsewhere.getByText(`We have mailed ${alice.email}`)).toBeVisible();
  await elsewhere.goto(`${process.env.BASE_URL}${await mailedPath(alice.email, "/reset")}`);
  await elsewhere.getByLabel("New password").fill("short");
  await elsewhere.getByRole("button", { name: "Set it and sign in" }).click();
  await expect(elsewhere.getByLabel("New password")).toHaveAttribute("aria-invalid", "true");
  await elsewhere.getByLabel("New password").fill("eight louder eagles");
  await elsewhere.getByRole("button", { name: "Set it and sign in" }).click();
  await expect(elsewhere).toHaveURL(/stats$/);
  await page.goto("/stats");
  await expect(page).toHaveURL(/signin/);
  await signIn(page, alice);
  await expect(page.getByText("Email or password is wrong")).toBeVisible();
  await elsewhere.close();
});

test("whoever tries passwords shuts out neither the owner's browser nor their session", async ({ page, browser }) => {
  const alice = stranger();
  await signUp(page, alice);
  const context = await browser.newContext({ extraHTTPHeaders: { "x-forwarded-for": "192.0.2.66" } });
  const mallory = await context.newPage();
  await mallory.goto(`${process.env.BASE_URL}/signin`);
  for (let at = 0; at < 10; at++) {
    await signIn(mallory, { ...alice, password: `guess number ${at}` });
    await expect(mallory.getByLabel("Password")).toHaveValue("");
    await expect(mallory.getByText("Email or password is wrong")).toBeVisible();
  }
  await signIn(mallory, alice);
  await expect(mallory.getByText(/Too many attempts. Wait \d+ minutes, or ask for a sign-in link/)).toBeVisible();
  await page.goto("/settings/you");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await page.goto("/signin");
  await signIn(page, alice);
  await expect(page).toHaveURL(/stats/);
  await context.close();
});

test("signing up with an address that has an account looks like any other sign-up", async ({ page, browser }) => {
  const alice = stranger();
  await signUp(page, alice);
  const other = await browser.newContext();
  const mallory = await other.newPage();
  await mallory.goto(`${process.env.BASE_URL}/signup`);
  await mallory.getByLabel("Email").fill(alice.email);
  await mallory.getByLabel("Password").fill("another quiet eagle");
  await mallory.getByRole("button", { name: "Sign up" }).click();
  await mallory.waitForURL("**/welcome");
  await mallory.goto(`${process.env.BASE_URL}/stats`);
  await expect(mallory.getByText(alice.email)).toBeVisible();
  await other.close();
});

test("signing in never leads to another site", async ({ page }) => {
  const alice = stranger();
  await signUp(page, alice);
  await page.context().clearCookies();
  await page.goto(`/signin?next=${encodeURIComponent("//evil.example")}`);
  await signIn(page, alice);
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
  await page.goto("/settings/keys");
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
