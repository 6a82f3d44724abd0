import { type BrowserContext, expect, type Page, test } from "playwright/test";
import { signUp } from "./cast";
import { type Geometry, geometry } from "./chart-geometry";

const HOUR = 3_600;
/** The range that the drawings are compared in: it is over, so both see the same. */
const TO = Math.floor(Date.now() / 1_000 / HOUR) * HOUR - HOUR;
const FROM = TO - 48 * HOUR;
const SHOWN = `from=${FROM}&to=${TO}&step=1h&tz=Europe/Berlin`;
const WIDTHS = [1280, 360];

interface Scene {
  signups: string;
  load: string;
}

/** Two stats with a number an hour but for a gap, and something that happened; returns their ids. */
async function scene(page: Page): Promise<Scene> {
  const { ezkey } = await signUp(page);
  const points = Array.from({ length: 51 }, (_, hour) => hour)
    .filter((hour) => hour < 20 || hour > 25)
    .flatMap((hour) => {
      const t = FROM + hour * HOUR;
      return [
        { stat: "signups", count: 20 + ((hour * 37) % 61), t },
        { stat: "load", value: 10 ** ((hour % 7) - 3) * 3, t },
      ];
    });
  const answer = await page.request.post("/api/v1/points", {
    headers: { authorization: `Bearer ${ezkey}` },
    data: { points },
  });
  expect(answer.status()).toBe(200);
  await page.goto("/stats");
  for (const more of [
    { at: FROM + 8 * HOUR, text: "Deploy v2" },
    { at: FROM + 30 * HOUR, until: FROM + 34 * HOUR, text: "Outage" },
  ]) {
    const status = await page.evaluate(
      async (annotation) =>
        (
          await fetch("/api/v1/annotations", {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify(annotation),
          })
        ).status,
      { ...more, at: String(more.at), ...("until" in more ? { until: String(more.until) } : {}) },
    );
    expect(status).toBe(201);
  }
  return { signups: await idOf(page, "signups"), load: await idOf(page, "load") };
}

async function idOf(page: Page, name: string): Promise<string> {
  const href = await page.getByRole("link", { name, exact: true }).getAttribute("href");
  return href?.split("/").at(-1) ?? "";
}

const chartOf = (page: Page) => page.getByRole("region", { name: "Chart", exact: true });

async function interactive(page: Page): Promise<void> {
  await expect(chartOf(page).locator("[data-first-paint]")).toHaveCount(0, { timeout: 30_000 });
}

/** The same person in a browser without scripts. */
async function withoutScripts(page: Page): Promise<{ context: BrowserContext; bare: Page }> {
  const browser = page.context().browser();
  if (browser === null) throw new Error("no browser");
  const options = { baseURL: process.env.BASE_URL ?? "", javaScriptEnabled: false };
  const context = await browser.newContext({ ...options, storageState: await page.context().storageState() });
  return { context, bare: await context.newPage() };
}

for (const width of WIDTHS) {
  test(`both drawers draw the same chart within a pixel, ${width} pixels wide`, async ({ page }) => {
    test.setTimeout(180_000);
    const { signups, load } = await scene(page);
    const both = `/compare?stats=${signups},${load}&${SHOWN}`;
    const charts = {
      "a line": `/stats/${signups}?${SHOWN}&style=line&threshold=55:goal`,
      bars: `/stats/${signups}?${SHOWN}&style=bar`,
      "an area": `/stats/${load}?${SHOWN}&style=area&threshold=1000000:beyond`,
      "two axes": `${both}&right=${load}&threshold=right:2000:limit`,
      "a log scale": `${both}&scale=log`,
      "two log scales with what was before": `${both}&scale=log&right=${load}&compare=1d&style=area`,
    };
    const { context, bare } = await withoutScripts(page);
    for (const each of [page, bare]) await each.setViewportSize({ width, height: 900 });
    for (const [name, address] of Object.entries(charts)) {
      await bare.goto(address);
      await page.goto(address);
      await interactive(page);
      agree(await geometry(bare), await geometry(page), name);
    }
    await context.close();
  });
}

/** The same words, series, bars, dots and flags, each in the same place. */
function agree(first: Geometry, then: Geometry, what: string): void {
  expect(first.words.length, `${what}: marks`).toBeGreaterThan(4);
  expect(then.words.map(({ text }) => text).sort(), `${what}: marks`).toEqual(
    first.words.map(({ text }) => text).sort(),
  );
  for (const word of first.words) {
    const distances = then.words
      .filter(({ text }) => text === word.text)
      .map(({ x, y }) => Math.max(Math.abs(x - word.x), Math.abs(y - word.y)));
    expect(Math.min(...distances), `${what}: “${word.text}”`).toBeLessThanOrEqual(1);
  }
  expect(Object.keys(then.shapes).sort(), `${what}: shapes`).toEqual(Object.keys(first.shapes).sort());
  expect(Object.keys(first.shapes).length, `${what}: shapes`).toBeGreaterThan(0);
  for (const [name, points] of Object.entries(first.shapes)) {
    const others = then.shapes[name] ?? [];
    expect(others.length, `${what}: points of ${name}`).toBe(points.length);
    points.forEach(([x, y], index) => {
      const [otherX = Number.NaN, otherY = Number.NaN] = others[index] ?? [];
      const distance = Math.max(Math.abs(otherX - x), Math.abs(otherY - y));
      expect(distance, `${what}: point ${index} of ${name}`).toBeLessThanOrEqual(1);
    });
  }
}

/** What a browser says of things that moved without being asked to. */
interface Shift extends PerformanceEntry {
  value: number;
  sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
}

test("nothing moves while a chart becomes interactive", async ({ page }) => {
  const { signups, load } = await scene(page);
  await page.addInitScript(() => {
    const shifts: string[][] = [];
    Object.assign(window, { shifts });
    const place = ({ x, y, width, height }: DOMRectReadOnly) => [x, y, width, height].map(Math.round).join(" ");
    const name = (node: Node | null) => (node instanceof Element ? node.outerHTML : String(node?.textContent));
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as unknown as Shift[]) {
        const what = sources.map(({ node, previousRect, currentRect }) => {
          return `${place(previousRect)} → ${place(currentRect)}: ${name(node).slice(0, 200)}`;
        });
        shifts.push([String(value), ...what]);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const address of [
      `/stats/${signups}?range=week`,
      `/compare?stats=${signups},${load}&range=week&right=${load}`,
    ]) {
      await page.goto(address);
      await chartOf(page).scrollIntoViewIfNeeded();
      await interactive(page);
      const shifts = await page.evaluate(() => (window as unknown as { shifts: string[][] }).shifts);
      expect(shifts, `${address} at ${width} px`).toEqual([]);
    }
  }
});

test("a range drawn across the chart becomes the page's, and Back leads out again", async ({ page }) => {
  const { signups } = await scene(page);
  await page.goto(`/stats/${signups}?range=week&style=area&compare=1`);
  await interactive(page);
  const plot = chartOf(page).getByRole("application");
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  if (box === null) throw new Error("no chart");
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.75, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.85, y, { steps: 5 });
  await expect(chartOf(page).locator("[data-selection]")).toBeVisible();
  await page.mouse.move(box.x + box.width * 0.9, y, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/range=week&compare=1&style=area&from=\d+&to=\d+$/);
  const { searchParams } = new URL(page.url());
  const seconds = Number(searchParams.get("to")) - Number(searchParams.get("from"));
  expect(seconds).toBeGreaterThan(20 * HOUR);
  expect(seconds).toBeLessThan(32 * HOUR);
  await expect(page.getByRole("link", { name: "Back to the last week" })).toBeVisible();
  await expect(page.getByText("in this range")).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/range=week&style=area&compare=1$/);
  await expect(page.getByText("in the last week").first()).toBeVisible();
  await page.goForward();
  await page.getByRole("link", { name: "Back to the last week" }).click();
  await expect(page).toHaveURL(/\?range=week&compare=1&style=area$/);
});

test("every number is read with the keyboard alone, with what happened, and a range is cut out", async ({ page }) => {
  const { signups } = await scene(page);
  await page.goto(`/stats/${signups}?${SHOWN}`);
  await interactive(page);
  const said = chartOf(page).locator("[aria-live]").first();
  await chartOf(page).getByRole("application").focus();
  await page.keyboard.press("Home");
  const heard = new Set<string>();
  for (;;) {
    const words = (await said.textContent()) ?? "";
    if (heard.has(words)) break;
    heard.add(words);
    await page.keyboard.press("ArrowRight");
  }
  expect(heard.size).toBe(42);
  expect([...heard].filter((words) => words.includes("6 intervals without data skipped"))).toHaveLength(1);
  expect([...heard].filter((words) => words.endsWith(". Deploy v2"))).toHaveLength(1);
  expect([...heard].filter((words) => words.endsWith(". Outage"))).toHaveLength(4);
  await page.keyboard.press("Home");
  await page.keyboard.press("n");
  await expect(said).toContainText("Deploy v2");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(said).toContainText("Selected");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`from=${FROM + 8 * HOUR}&to=${FROM + 11 * HOUR}$`));
  await expect(page.locator("#annotations")).toContainText("Deploy v2");
  await expect(page.locator("#annotations").getByRole("listitem")).toHaveCount(1);
});

test("what a flag says stands beside it while the pointer rests there", async ({ page }) => {
  const { signups } = await scene(page);
  await page.goto(`/stats/${signups}?${SHOWN}`);
  await interactive(page);
  await chartOf(page).locator("[data-flag]").first().hover();
  const seen = chartOf(page).getByText("Deploy v2").filter({ visible: true });
  await expect(seen).toHaveCount(1);
  await page.mouse.move(0, 0);
  await expect(seen).toHaveCount(0);
});

test("a chart's range, step, style, scale and clocks are chosen without scripts too", async ({ page }) => {
  const { signups } = await scene(page);
  const { context, bare } = await withoutScripts(page);
  await bare.goto(`/stats/${signups}?range=week&compare=1`);
  await bare.getByText("Range, step and style").click();
  await bare.getByRole("group", { name: "Style" }).getByRole("link", { name: "Area" }).click();
  await expect(bare).toHaveURL(/range=week&compare=1&style=area$/);
  await bare.getByText("Range, step and style").click();
  await bare.getByRole("group", { name: "Scale" }).getByRole("link", { name: "Logarithmic" }).click();
  await expect(chartOf(bare)).toContainText("log scale");
  await bare.getByText("Range, step and style").click();
  await bare.getByRole("group", { name: "Step" }).getByRole("link", { name: "3 hours" }).click();
  await expect(chartOf(bare)).toContainText("every 3 hours");
  await bare.getByText("Range, step and style").click();
  await bare.getByLabel("From").fill("2026-01-05T10:00");
  await bare.getByLabel("To", { exact: true }).fill("2026-01-07T10:00");
  await bare.getByRole("button", { name: "Show" }).click();
  const { searchParams } = new URL(bare.url());
  expect(Object.fromEntries(searchParams)).toEqual({
    ...{ range: "week", compare: "1", style: "area", scale: "log", from: "2026-01-05T10:00", to: "2026-01-07T10:00" },
  });
  await expect(bare.getByRole("link", { name: "Hide the 2 days before" })).toBeVisible();
  await context.close();
});

test("the reader's own clocks are a choice", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: process.env.BASE_URL ?? "", timezoneId: "Asia/Tokyo" });
  const page = await context.newPage();
  const { signups } = await scene(page);
  await page.goto(`/stats/${signups}?${SHOWN}`);
  await page.getByText("Range, step and style").click();
  await page.getByRole("group", { name: "Clocks" }).getByRole("link", { name: /Tokyo/ }).click();
  await expect(chartOf(page)).toContainText("Times in Asia/Tokyo");
  await context.close();
});

test("what cannot be drawn is said, and the usual range shown instead", async ({ page }) => {
  const { signups } = await scene(page);
  await page.goto(`/stats/${signups}?from=0100-01-01&to=now&range=day`);
  await expect(page.getByRole("status").filter({ hasText: "cannot be drawn" })).toContainText("Here is the last day");
  await interactive(page);
});

test("each stat of a comparison has its axis, and the address says so", async ({ page }) => {
  const { signups, load } = await scene(page);
  await page.goto(`/compare?stats=${signups},${load}&range=week`);
  await page.getByRole("navigation", { name: "Axis of load" }).getByRole("link", { name: "Right" }).click();
  await expect(page).toHaveURL(`/compare?stats=${signups},${load}&range=week&right=${load}`);
  await expect(chartOf(page).getByRole("button", { name: "load right" })).toBeVisible();
  await page.getByRole("link", { name: "Take signups out of the chart" }).click();
  await expect(page).toHaveURL(`/compare?stats=${load}&range=week`);
  const svg = await chartOf(page).getByRole("link", { name: "SVG" }).getAttribute("href");
  const answer = await page.request.get(svg ?? "");
  expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, expect.stringContaining("image/svg+xml")]);
});
