import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** A Chromium for the browser tests: the system's, else Playwright's, which is installed if it can be. */
export function findChromium() {
  const there = () => [...SYSTEM, chromium.executablePath()].find((path) => existsSync(path));
  const found = there();
  if (found) return found;
  console.log("No Chromium found; asking Playwright to install one.");
  spawnSync("node_modules/.bin/playwright", ["install", "chromium"], { stdio: "inherit" });
  const installed = there();
  if (installed) return installed;
  console.error("The browser tests need Chromium. Install it and run the tests again: apt-get install -y chromium");
  process.exit(1);
}
