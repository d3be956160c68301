// All tests on a fresh machine: unit, integration (embedded PostgreSQL), and a person in a browser.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ensureBuilt, ensureInstalled, requireNode } from "./lib/build.mjs";
import { TestRun } from "./lib/test-run.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
requireNode();
const step = (text) => console.log(`\n── ${text}`);
ensureInstalled(step);
ensureBuilt(step);
const { findChromium } = await import("./lib/chromium.mjs"); // needs what was just installed
const chromium = findChromium();

const run = new TestRun();
// The observatory data lies beside the checkout on CI, where its absence is a failure.
const shared = process.env.CI || existsSync("../shared/data");
step(`unit and integration${shared ? ", and against the observatory data" : ""}`);
run.vitest(["unit", "integration", ...(shared ? ["shared"] : [])]);
step("browser");
run.playwright({ CHROMIUM: chromium });
run.finish();
