// What must hold before every commit, in seconds and without a service: lint, types, boundaries, dead code, unit tests.
import { fileURLToPath } from "node:url";
import { ensureBuilt, ensureInstalled, requireNode } from "./lib/build.mjs";
import { must } from "./lib/processes.mjs";
import { TestRun } from "./lib/test-run.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
requireNode();
const step = (text) => console.log(`\n── ${text}`);
const bin = (name) => `node_modules/.bin/${name}`;
ensureInstalled(step);
ensureBuilt(step, ["!@datalab/web"]); // generated code, wasm and types
step("lint");
must(bin("biome"), ["check", "--error-on-warnings", "."]);
step("types");
must(bin("tsc"), ["--noEmit"]);
must(bin("tsc"), ["--noEmit", "-p", "apps/web/tsconfig.verify.json"]);
step("dead code");
must(bin("knip"), []);
step("boundaries and unit tests");
const run = new TestRun();
run.vitest(["unit"]);
run.finish();
