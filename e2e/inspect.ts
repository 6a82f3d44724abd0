import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "playwright/test";

const WIDTHS = [1280, 360];
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Axe's rules for WCAG 2.2 AA, at both widths, and no scrolling sideways. `prepare` brings the page into the state that
 * is looked at. What a page frames is looked at by itself.
 */
export async function inspect(page: Page, path: string, prepare?: () => Promise<void>): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(path);
    await page.waitForLoadState("load");
    await prepare?.();
    // Without a page of its own for frames, of which none is looked at, axe takes half the time.
    const axe = new AxeBuilder({ page: page as never }).exclude("iframe").setLegacyMode(true);
    const { violations } = await axe.withTags(TAGS).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
    expect(found, `${path} at ${width} px`).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${path} scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
  }
}
