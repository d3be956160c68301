import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const root = new URL("../../../", import.meta.url);
const conformance = new URL("../../../../shared/data/conformance/valid/", import.meta.url);

it("20 000 hostile files end in a reading or a typed error", async () => {
  expect(existsSync(conformance), "../shared/data/conformance is missing").toBe(true);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["scripts/fuzz.mjs", "--cases", "20000", "--seed", "20261122"],
    { cwd: fileURLToPath(root), maxBuffer: 2 ** 24 },
  );
  expect(stdout).toContain("20000 cases of seed 20261122");
  expect(stdout).toContain("no crash, no hang, no untyped error");
});
