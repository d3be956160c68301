import type { JsonValue } from "@datalab/services";
import { expect, it } from "vitest";
import { inputRows } from "./input-rows.ts";
import { readCatalogue } from "./wizard.ts";

const wizard = readCatalogue({
  Test: {
    inputs: { input_files: { name: "Input Files", type: "fits" }, source: { name: "Source Star", type: "source" } },
  },
})[0];

const data: JsonValue = {
  extra: 3,
  source: { ra: 10, dec: -5 },
  input_files: [
    { basename: "a", filter: "rp" },
    { basename: "b", operationName: "Median", operationIndex: 1 },
  ],
};

it("shows inputs in the wizard's order and words, then what the wizard does not know", () => {
  expect(inputRows(data, wizard)).toEqual([
    {
      label: "Input Files",
      files: [
        { basename: "a", name: "a", filter: "rp" },
        { basename: "b", name: "Result of Median 2", filter: "" },
      ],
      value: "",
    },
    { label: "Source Star", files: [], value: "ra 10, dec -5" },
    { label: "extra", files: [], value: "3" },
  ]);
});
