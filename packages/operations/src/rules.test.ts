import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** The modules that a file loads when it runs; imports of types are gone by then. */
function loaded(file: string): string[] {
  const text = readFileSync(new URL(file, import.meta.url), "utf8");
  return [...text.matchAll(/^(?:import|export) (?!type )[^;]*? from "([^"]+)"/gms)].map(([, module]) => module);
}

it("loads nothing that a browser does not have", () => {
  const own = new Set(["./rules.ts"]);
  const foreign = new Set<string>();
  for (const file of own) {
    for (const module of loaded(file)) (module.startsWith(".") ? own : foreign).add(module);
  }
  expect([...own]).toContain("./check-shape.ts");
  expect([...foreign].sort()).toEqual(["@datalab/errors", "zod"]);
});
