import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { sharedData } from "../test/shared-data.ts";
import { isAnalysisName } from "./analysis/catalogue.ts";

const source = new URL(".", import.meta.url);
const suites = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".shared.test.ts"))
  .map((name) => readFileSync(new URL(name, source), "utf8"));

const goldens = readdirSync(`${sharedData}golden`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name: id }) => {
    const { kind, name } = JSON.parse(readFileSync(`${sharedData}golden/${id}/result.json`, "utf8"));
    return { id, kind, name };
  });

it.each(goldens)("the golden $id is run by a suite", ({ id, kind, name }) => {
  // The suite of the analyses takes whatever is there; those of the operations name their cases.
  if (kind === "analysis") expect(isAnalysisName(name)).toBe(true);
  else expect(suites.filter((suite) => suite.includes(`"${id}"`))).not.toEqual([]);
});

it("there are goldens of every kind", () => {
  expect(new Set(goldens.map(({ kind }) => kind))).toEqual(new Set(["op", "analysis"]));
  expect(goldens.length).toBeGreaterThan(100);
});
