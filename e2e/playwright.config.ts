import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** The observatory data lies beside the checkout on CI, where its absence is a failure; Python is there too. */
const hasSharedData = existsSync(new URL("../../shared/data", import.meta.url));

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  testIgnore: process.env.CI || hasSharedData ? [] : ["goldens.spec.ts", "field.spec.ts", "examples.spec.ts"],
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: 1,
  retries: process.env.CI ? 1 : 0,
  forbidOnly: true,
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["list"], ["json"]] : "list",
  outputDir: "../test-results",
  use: {
    trace: "retain-on-failure",
    launchOptions: {
      ...(process.env.CHROMIUM && { executablePath: process.env.CHROMIUM }),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
