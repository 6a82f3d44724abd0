import { defineConfig, devices } from "playwright/test";
import { BROWSER_ARGS } from "./e2e/browser.js";

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/server.ts",
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  retries: 0,
  workers: 2,
  reporter: [["list"], ["json"]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: process.env.BASE_URL,
    // A page that breathes keeps a machine without a graphics card busy.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: { executablePath: process.env.PW_CHROMIUM, args: BROWSER_ARGS },
    trace: "retain-on-failure",
  },
});
