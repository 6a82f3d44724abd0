import { expect, type Page, test } from "playwright/test";
import { type Person, post, signUp, stranger } from "./cast";
import { mailedPath } from "./mailbox";

async function confirmAddress(page: Page, { email }: Person): Promise<void> {
  await page.goto(await mailedPath(email, "/verify"));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { name: "Your address is confirmed" })).toBeVisible();
}

async function invite(page: Page, { email }: Person, role: RegExp): Promise<void> {
  await page.goto("/settings/people");
  const form = page.getByRole("form", { name: "Invite" });
  await form.getByLabel("Email").fill(email);
  const option = await form.getByRole("option", { name: role }).getAttribute("value");
  await form.getByLabel("Role").selectOption(option);
  await form.getByRole("button", { name: "Invite" }).click();
  await expect(page.getByText(`We are mailing ${email} a link`)).toBeVisible();
}

test("Alice invites Bob, who sees what she sees and may not change it, until she removes him", async ({
  page,
  browser,
}) => {
  test.slow();
  const [alice, bob, charlie] = [stranger("alice"), stranger("bob"), stranger("charlie")];
  const { ezkey } = await signUp(page, alice);
  await post(ezkey, "signups of alice", "count", 42);
  await confirmAddress(page, alice);
  await invite(page, bob, /^Viewer/);
  await expect(page.getByRole("list", { name: "Invitations" }).getByText(bob.email)).toBeVisible();

  const bobs = await (await browser.newContext({ baseURL: process.env.BASE_URL })).newPage();
  await bobs.goto(await mailedPath(bob.email, "/invitation"));
  await expect(bobs.getByText(`${alice.email} invites ${bob.email} as a viewer`)).toBeVisible();
  await bobs.getByLabel("Choose a password").fill(bob.password);
  await bobs.getByRole("button", { name: "Make an account and accept" }).click();
  await expect(bobs.getByRole("link", { name: "signups of alice" })).toBeVisible();

  await bobs.getByRole("link", { name: "signups of alice" }).click();
  await expect(bobs.getByRole("heading", { name: "signups of alice" })).toBeVisible();
  await expect(bobs.getByRole("button", { name: "Move to trash" })).toHaveCount(0);
  await bobs.goto("/settings/people");
  await expect(bobs.getByRole("list", { name: "Members" }).getByRole("listitem")).toHaveCount(2);
  await expect(bobs.getByRole("form", { name: "Invite" })).toHaveCount(0);
  await bobs.goto("/settings");
  await expect(bobs.getByText("Owners and admins change these.")).toBeVisible();

  const charlies = await (await browser.newContext({ baseURL: process.env.BASE_URL })).newPage();
  await signUp(charlies, charlie);
  await charlies.goto("/stats");
  await expect(charlies.getByText("signups of alice")).toHaveCount(0);
  const own = new URL(bobs.url()).origin;
  await bobs.goto("/stats");
  const stat = await bobs.getByRole("link", { name: "signups of alice" }).getAttribute("href");
  await charlies.goto(`${own}${stat}`);
  await expect(charlies.getByText("signups of alice")).toHaveCount(0);

  await page.goto("/settings/people");
  await page.getByRole("listitem").filter({ hasText: bob.email }).getByText("Remove…").click();
  await page
    .getByRole("form", { name: `Remove ${bob.email}` })
    .getByRole("button", { name: "Remove" })
    .click();
  await expect(page.getByRole("list", { name: "Members" }).getByText(bob.email)).toHaveCount(0);
  await bobs.getByRole("link", { name: "signups of alice" }).click();
  await expect(bobs.getByRole("heading", { name: "You are in no team" })).toBeVisible();
  await bobs.context().close();
  await charlies.context().close();
});

test("an invitation opened by somebody else asks first, and its link works once", async ({ page, browser }) => {
  const [alice, bob] = [stranger("alice"), stranger("bob")];
  await signUp(page, alice);
  await confirmAddress(page, alice);
  await invite(page, bob, /^Member/);
  const link = await mailedPath(bob.email, "/invitation");
  await page.goto(link);
  await expect(
    page.getByText(`This invitation is for ${bob.email}; you are signed in as ${alice.email}`),
  ).toBeVisible();
  await page.getByRole("button", { name: "Sign out and go on" }).click();
  await page.getByLabel("Choose a password").fill("short");
  await page.getByRole("button", { name: "Make an account and accept" }).click();
  await expect(page.getByText("The password must have at least 8 characters")).toBeVisible();
  await page.getByLabel("Choose a password").fill(bob.password);
  await page.getByRole("button", { name: "Make an account and accept" }).click();
  await expect(page).toHaveURL(/stats/);
  const again = await (await browser.newContext({ baseURL: process.env.BASE_URL })).newPage();
  await again.goto(link);
  await expect(again.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
  await again.context().close();
});

test("a person works in two teams, changes between them in the header, and deletes one by its name", async ({
  page,
}) => {
  const alice = stranger("alice");
  const { ezkey } = await signUp(page, alice);
  await post(ezkey, "first team's stat", "count", 1);
  await confirmAddress(page, alice);
  await page.goto("/teams/new");
  await page.getByLabel("Name").fill("Second team");
  await page.getByRole("button", { name: "Make the team" }).click();
  await expect(page.getByRole("heading", { name: "Send your first number" })).toBeVisible();
  await page.goto("/stats");
  await expect(page.getByText("first team's stat")).toHaveCount(0);

  await page.goto("/settings");
  await page.getByText("Delete the team…").click();
  const form = page.getByRole("form", { name: "Delete the team" });
  await form.getByRole("textbox").fill("Another name");
  await form.getByRole("button").click();
  await expect(form.getByText("This is not the team's name")).toBeVisible();

  const menu = page.getByText("Second team", { exact: true });
  await menu.first().click();
  await page.getByRole("listitem").getByRole("button", { name: /alice/ }).click();
  await expect(page.getByRole("link", { name: "first team's stat" })).toBeVisible();
  await page
    .getByText(/^alice-.*/)
    .first()
    .click();
  await page.getByRole("button", { name: "Second team" }).click();
  await page.goto("/settings");
  await page.getByText("Delete the team…").click();
  await form.getByRole("textbox").fill("Second team");
  await form.getByRole("button").click();
  await expect(page.getByRole("link", { name: "first team's stat" })).toBeVisible();
});
