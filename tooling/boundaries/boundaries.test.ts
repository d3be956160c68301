import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type SourceFile, violations } from "./check.ts";
import { mayImport } from "./rules.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

function sources(): SourceFile[] {
  const homes = ["packages", "apps"].flatMap((group) =>
    readdirSync(join(root, group)).map((name) => `${group}/${name}/src`),
  );
  return homes
    .filter((home) => existsSync(join(root, home)))
    .flatMap((home) =>
      readdirSync(join(root, home), { recursive: true, encoding: "utf8" }).map((name) => `${home}/${name}`),
    )
    .filter((path) => /\.tsx?$/.test(path) && !path.includes("/generated/"))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

const planted = (path: string, text: string) => violations([{ path, text }]);

describe("the dependency rule", () => {
  it("holds for every source file", () => {
    const files = sources();
    expect(files.length).toBeGreaterThan(100);
    expect(violations(files)).toEqual([]);
  });

  it("has no cycle", () => {
    const depth = (name: string, path: string[]): number => {
      expect(path, `cycle: ${[...path, name].join(" → ")}`).not.toContain(name);
      return 1 + Math.max(0, ...(mayImport[name] ?? []).map((next) => depth(next, [...path, name])));
    };
    for (const name of Object.keys(mayImport)) depth(name, []);
  });

  it.each([
    [
      "a package below importing one above",
      "packages/fits/src/a.ts",
      'import { x } from "@datalab/services";',
      "fits must not import services",
    ],
    [
      "a type-only import, which counts too",
      "packages/errors/src/a.ts",
      'import type { X } from "@datalab/fits";',
      "errors must not import fits",
    ],
    [
      "a dynamic import",
      "packages/operations/src/a.ts",
      'await import("@datalab/db");',
      "operations must not import db",
    ],
    ["a re-export", "packages/api/src/a.ts", 'export { db } from "@datalab/db";', "api must not import db"],
    [
      "an app as a library",
      "packages/services/src/a.ts",
      'import "@datalab/worker";',
      "services must not import worker",
    ],
    [
      "a transport in the rules of the product",
      "packages/services/src/a.ts",
      'import { Queue } from "bullmq";',
      "services must not know bullmq",
    ],
    [
      "the network in pure code",
      "packages/kernels/src/a.ts",
      'import http from "node:http";',
      "kernels must not know node:http",
    ],
    ["the clock in pure code", "packages/operations/src/a.ts", "const now = Date.now();", "reads the clock or chance"],
    [
      "a path into a neighbour",
      "packages/db/src/a.ts",
      'import { x } from "../../fits/src/index.ts";',
      "reaches into another package",
    ],
    ["a package nobody wrote a rule for", "packages/utils/src/a.ts", "", "does not know"],
  ])("catches %s", (_, path, text, why) => {
    expect(planted(path, text).join()).toContain(why);
  });

  it("lets a test import what it likes, and a neighbour in the same folder", () => {
    expect(planted("packages/fits/src/a.test.ts", 'import { x } from "@datalab/testkit";')).toEqual([]);
    expect(planted("packages/fits/src/tiles/a.ts", 'import { x } from "../header.ts";')).toEqual([]);
  });
});
