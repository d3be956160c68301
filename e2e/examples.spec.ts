import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Product } from "@datalab/testkit";
import { expect, test } from "./test.ts";

/** Python as Debian has it, with `requests`. */
function python(product: Product, script: string, ...args: string[]) {
  const env = { ...process.env, DATALAB_URL: product.url, DATALAB_TOKEN: product.admin.token };
  const ended = spawnSync("/usr/bin/python3", [`docs/examples/${script}`, ...args], { env, encoding: "utf8" });
  expect(ended.stderr).toBe("");
  return ended.stdout;
}

test("the Python example brings a Median home", ({ product }) => {
  const dir = mkdtempSync(join(tmpdir(), "datalab-example-"));
  const file = join(dir, "median.fits");
  expect(python(product, "median_with_requests.py", file)).toMatch(/median\.fits: \d{5,} bytes/);
  expect(readFileSync(file, "latin1").slice(0, 9)).toBe("SIMPLE  =");
  rmSync(dir, { recursive: true });
});

test("a Python client made from the schema calls what it finds there", ({ product }) => {
  const said = python(product, "calls_from_the_schema.py");
  expect(said).toContain("can run: Aperture Photometry, ");
  expect(said).toMatch(/pixel scale: 0\.\d+ arcsec/);
});
