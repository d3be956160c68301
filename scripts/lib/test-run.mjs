import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs suites one after the other, counts what they report, and ends this process with one closing line. */
export class TestRun {
  #dir = mkdtempSync(join(tmpdir(), "datalab-tests-"));
  #passed = 0;
  #failed = 0;
  #skipped = 0;
  #failures = [];

  vitest(projects, env = {}) {
    const report = join(this.#dir, "vitest.json");
    const args = [
      "run",
      ...projects.map((name) => `--project=${name}`),
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ];
    const ended = this.#run("vitest", args, env);
    const counts = this.#read(report);
    this.#failures.push(...vitestFailures(counts));
    this.#add(
      counts?.numPassedTests ?? 0,
      (counts?.numFailedTests ?? 0) + (counts?.testResults ?? []).filter(failedToLoad).length,
      (counts?.numPendingTests ?? 0) + (counts?.numTodoTests ?? 0),
      ended,
    );
  }

  playwright(env = {}) {
    const report = join(this.#dir, "playwright.json");
    const args = ["test", "--config", "e2e/playwright.config.ts"];
    const ended = this.#run("playwright", args, { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report });
    const results = this.#read(report);
    const stats = results?.stats;
    this.#failures.push(...playwrightFailures(results));
    this.#add((stats?.expected ?? 0) + (stats?.flaky ?? 0), stats?.unexpected ?? 0, stats?.skipped ?? 0, ended);
  }

  finish() {
    rmSync(this.#dir, { recursive: true, force: true });
    for (const failure of this.#failures) console.log(failure);
    const skipped = this.#skipped ? `, ${this.#skipped} skipped` : "";
    console.log(`\n${this.#passed} passed, ${this.#failed} failed${skipped}`);
    process.exit(this.#failed || this.#skipped || !this.#passed ? 1 : 0);
  }

  #run(name, args, env) {
    return spawnSync(process.execPath, [join("node_modules", entry[name]), ...args], {
      stdio: "inherit",
      env: { ...process.env, ...env },
    }).status;
  }

  #read(report) {
    try {
      return JSON.parse(readFileSync(report, "utf8"));
    } catch {
      return undefined;
    }
  }

  /** A runner that failed without naming a failed test counts as one. */
  #add(passed, failed, skipped, exitCode) {
    this.#passed += passed;
    this.#failed += failed || (exitCode === 0 ? 0 : 1);
    this.#skipped += skipped;
  }
}

const entry = { vitest: "vitest/vitest.mjs", playwright: "@playwright/test/cli.js" };
const firstLine = (text) =>
  String(text ?? "")
    .trim()
    .split("\n", 1)[0];

/** `failed: file › test: first line of the error`, one for each failed test. */
function vitestFailures(report) {
  return (report?.testResults ?? []).flatMap((file) => {
    if (failedToLoad(file)) return [`failed: ${file.name}: ${firstLine(file.message)}`];
    return file.assertionResults
      .filter((test) => test.status === "failed")
      .map((test) => `failed: ${file.name} › ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`);
  });
}

function playwrightFailures(report) {
  const failures = [];
  const walk = (suite, file) => {
    for (const spec of suite.specs ?? []) {
      const flaky = spec.tests.some((test) => test.status === "flaky");
      if (spec.ok && !flaky) continue;
      const error = spec.tests.flatMap((test) => test.results).findLast((result) => result.error)?.error?.message;
      failures.push(`${flaky ? "flaky" : "failed"}: ${file} › ${spec.title}: ${firstLine(error)}`);
    }
    for (const inner of suite.suites ?? []) walk(inner, file);
  };
  for (const suite of report?.suites ?? []) walk(suite, suite.file);
  return failures;
}

const failedToLoad = (file) => file.status === "failed" && file.assertionResults.length === 0;
