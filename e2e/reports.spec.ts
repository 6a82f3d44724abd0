import { expect, type Page, test } from "playwright/test";
import { type Person, post, signUp, stranger } from "./cast";
import { inspect } from "./inspect";
import { mailedPath } from "./mailbox";
import { openPlot } from "./planted";

test.describe.configure({ timeout: 180_000 });

const DAY = 86_400;

/** Somebody who has proved their address and has two days of numbers: 40 the day before yesterday, 50 yesterday. */
async function reader(page: Page, alice: Person): Promise<void> {
  const { ezkey } = await signUp(page, alice);
  const today = Math.floor(Date.now() / 1_000 / DAY) * DAY;
  await post(ezkey, "signups", "count", 40, today - 1.5 * DAY);
  await post(ezkey, "signups", "count", 50, today - 0.5 * DAY);
  await post(ezkey, "load", "value", 7, today - 0.5 * DAY);
  await page.goto(await mailedPath(alice.email, "/verify"));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { name: "Your address is confirmed" })).toBeVisible();
}

/** Makes the usual report, and leaves the page on it. */
async function usualReport(page: Page): Promise<string> {
  await page.goto("/reports");
  await page.getByRole("button", { name: "Send me a report every morning" }).click();
  await page.getByRole("link", { name: "Daily report" }).click();
  await expect(page.getByRole("heading", { name: "Daily report" })).toBeVisible();
  return new URL(page.url()).pathname;
}

/** How many pictures of the mail in the frame there are; all of them have to be drawn. */
async function picturesIn(page: Page): Promise<number> {
  const pictures = page.frameLocator("iframe").locator("img");
  await expect(pictures.first()).toBeVisible();
  const widths = await pictures.evaluateAll((all) => all.map((each) => (each as HTMLImageElement).naturalWidth));
  expect(widths.every((width) => width > 0)).toBe(true);
  return widths.length;
}

test("a report is made by its form, which shows its next five times, and deleted by its name", async ({ page }) => {
  const alice = stranger();
  await reader(page, alice);
  await page.getByRole("banner").getByRole("link", { name: "Reports" }).click();
  await expect(page.getByRole("heading", { name: "No reports yet" })).toBeVisible();
  await page.getByRole("link", { name: "New report" }).click();
  await expect(page.getByLabel("Mail it to")).toHaveValue(alice.email);
  const times = page.getByRole("list", { name: "The next times" }).getByRole("listitem");

  await page.getByRole("radio", { name: "Every week" }).check();
  await page.getByLabel("Weekday").selectOption("Friday");
  await page.getByLabel("At", { exact: true }).fill("07:30");
  await expect(times).toHaveText(Array(5).fill(/^Friday .+, 07:30/));
  await page.getByRole("radio", { name: "Every month" }).check();
  await page.getByLabel("Day", { exact: true }).selectOption("The last day");
  await expect(times).toHaveText(Array(5).fill(/ (28|29|30|31) \w+ \d+, 07:30/));
  await page.getByLabel("At", { exact: true }).fill("");
  await expect(page.getByText("The time must be a time of the day such as 08:00.")).toBeVisible();
  await page.getByLabel("At", { exact: true }).fill("07:30");
  await expect(times).toHaveCount(5);
  expect(page.url()).toContain("cadence=monthly");
  expect(page.url()).not.toContain("recipients");

  const ada = stranger("ada").email;
  await page.getByLabel("Mail it to").fill(`${alice.email}\nada.elsewhere, ${ada}`);
  await page.getByLabel("Name").fill("Month’s end");
  await page.getByRole("button", { name: "Save report" }).click();
  await expect(page.getByText("“ada.elsewhere” must be an email address.")).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Month’s end");
  await page.getByLabel("Mail it to").fill(`${alice.email}\n${ada}`);
  await expect(page.getByText(/^Asked by mail first, and/)).toContainText(ada);
  await page.getByRole("button", { name: "Save report" }).click();
  await page.waitForURL("**/reports/*?made=1");
  await expect(page).toHaveTitle(/^Month’s end/);
  await expect(page.getByRole("status")).toContainText(
    `It goes to ${alice.email}. Of the others, 1 has not agreed yet.`,
  );
  await expect(times).toHaveCount(5);
  await page.getByRole("button", { name: "Ask again" }).click();
  await expect(page.getByText(`A mail with a link is on its way to ${ada}.`)).toBeVisible();
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Never, while it is paused.")).toBeVisible();

  await page.getByText("Delete the report…").click();
  await page.getByLabel(/^Type/).fill("month’s END");
  await page.getByRole("button", { name: "Delete this report" }).click();
  await expect(page.getByText("The report is deleted.")).toBeVisible();
});

test("the preview is the mail that comes, which shows its pictures and is ended without signing in", async ({
  page,
  browser,
}) => {
  const alice = stranger();
  await reader(page, alice);
  const here = await usualReport(page);
  await page.getByRole("link", { name: "Preview" }).click();
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toContainText("signups up 25");
  const subject = ((await heading.textContent()) ?? "").replace("Subject: ", "");
  const pictures = await picturesIn(page);
  await expect(page.getByRole("region", { name: "Text" })).toContainText("signups: 50");

  await page.goto(here);
  await page.getByRole("button", { name: "Send it to me" }).click();
  await expect(page.getByText("On its way to you, and to nobody else.")).toBeVisible();
  const unsubscribe = await mailedPath(alice.email, "/reports/unsubscribe");
  await page.goto("/dev/mail");
  await page
    .getByRole("listitem")
    .filter({ hasText: alice.email })
    .getByRole("link", { name: subject })
    .first()
    .click();
  await expect(heading).toHaveText(subject);
  expect(await picturesIn(page)).toBe(pictures);

  const theirs = await (await browser.newContext({ baseURL: process.env.BASE_URL })).newPage();
  await theirs.goto(unsubscribe);
  await theirs.getByRole("button", { name: "Unsubscribe" }).click();
  await expect(theirs.getByRole("heading", { name: "You have unsubscribed" })).toBeVisible();
  await theirs.getByRole("button", { name: "Mail it to me again" }).click();
  await theirs.getByRole("button", { name: "Unsubscribe" }).click();
  await expect(theirs.getByRole("heading", { name: "You have unsubscribed" })).toBeVisible();
  await theirs.context().close();
  await page.goto(here);
  await expect(page.getByRole("list", { name: "Recipients" })).toContainText("unsubscribed");
  await expect(page.getByRole("list", { name: "History" })).toContainText(`${subject}`);
  await expect(page.getByRole("list", { name: "History" })).toContainText("by hand");
});

test("without JavaScript the form shows its times by a button and keeps what was typed", async ({ page, browser }) => {
  await signUp(page);
  const storageState = await page.context().storageState();
  const plain = await browser.newContext({ baseURL: process.env.BASE_URL, javaScriptEnabled: false, storageState });
  const form = await plain.newPage();
  await form.goto("/reports/new");
  await form.getByRole("radio", { name: "Every week" }).check({ force: true });
  await form.getByLabel("At", { exact: true }).fill("06:15");
  await form.getByLabel("Mail it to").fill(stranger("ada").email);
  await form.getByRole("button", { name: "Try" }).click();
  await expect(form.getByRole("list", { name: "The next times" }).getByRole("listitem")).toHaveText(
    Array(5).fill(/^Monday .+, 06:15/),
  );
  await form.getByRole("button", { name: "Save report" }).click();
  await expect(form.getByRole("heading", { name: "Weekly report" })).toBeVisible();
  await expect(form.getByRole("list", { name: "Recipients" })).toContainText("asked to agree");
  await plain.close();
});

test("whose mail comes back is told so until they prove that it arrives", async ({ page }) => {
  const alice = stranger();
  await reader(page, alice);
  const { store, close } = await openPlot();
  await store.prisma.silentAddress.create({ data: { address: alice.email, reason: "bounced", since: new Date() } });
  await close();
  await page.goto("/reports");
  const banner = page.getByRole("complementary", { name: "Mail does not reach you" });
  await expect(banner).toContainText(`a mail came back for good. So ${alice.email} gets no reports`);
  const before = await mailedPath(alice.email, "/verify");
  await banner.getByRole("button", { name: "Mail me the link" }).click();
  await expect(banner).toContainText("A link is on its way");
  await expect.poll(() => mailedPath(alice.email, "/verify"), { timeout: 20_000 }).not.toBe(before);
  await page.goto(await mailedPath(alice.email, "/verify"));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { name: "Your address is confirmed" })).toBeVisible();
  await page.goto("/reports");
  await expect(page.getByRole("heading", { name: "Reports", exact: true })).toBeVisible();
  await expect(banner).toHaveCount(0);
});

for (const theme of ["light", "dark"] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });

    test("every page of reports is free of accessibility faults and fits a phone", async ({ page }) => {
      const alice = stranger();
      await reader(page, alice);
      await inspect(page, "/reports");
      await inspect(page, "/docs/reports");
      const here = await usualReport(page);
      await page.goto(`${here}/edit`);
      await page.getByLabel("Mail it to").fill(`${alice.email}, ${stranger("ada").email}`);
      await page.getByRole("button", { name: "Save" }).click();
      await page.waitForURL("**?saved=1");
      await page.getByRole("button", { name: "Send it to me" }).click();
      await expect(page.getByText("On its way to you")).toBeVisible();
      for (const path of ["/reports", here, `${here}/preview`, `${here}/edit`]) await inspect(page, path);
      await inspect(page, "/reports/new?cadence=monthly&about=stats&at=08:00&day=last&tz=UTC", async () => {
        await expect(page.getByRole("list", { name: "The next times" })).toBeVisible();
      });
    });
  });
}
