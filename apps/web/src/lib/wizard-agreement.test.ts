import { availableOperations, catalogue, validateInput } from "@datalab/operations";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FitsValue, initialValues } from "./form-values.ts";
import { sessionFrames } from "./frame-choice.ts";
import { inputData } from "./input-data.ts";
import { readCatalogue } from "./wizard.ts";
import { wizardSchema } from "./wizard-schema.ts";

const choices = sessionFrames(
  ["rp", "rp", "rp", "gp", "ip", "B", ""].map((filter, index) => ({
    source: "archive",
    basename: `f${index}`,
    filter,
  })),
);
const chosen = fc.subarray(choices.map(({ key }) => key));

function accepts(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

describe.each(catalogue.map((definition) => ({ name: definition.name, definition })))(
  "$name",
  ({ name, definition }) => {
    const wizard = readCatalogue(availableOperations()).find((each) => each.name === name)!;

    it("takes the same choices of files in the console's form as in the worker", () => {
      const filled = Object.fromEntries(
        wizard.inputs
          .filter(({ type }) => type === "source")
          .map(({ key }) => [key, { name: "", ra: "10", dec: "20" }]),
      );
      const lists = wizard.inputs.filter(({ type }) => type === "fits").map(({ key }) => key);
      fc.assert(
        fc.property(fc.array(chosen, { minLength: lists.length, maxLength: lists.length }), (picks) => {
          const files = lists.map((key, index): [string, FitsValue] => [key, { chosen: picks[index]!, channels: {} }]);
          const values = { ...initialValues(wizard, choices), ...filled, ...Object.fromEntries(files) };
          const form = wizardSchema(wizard, choices).safeParse(values).success;
          expect(form).toBe(accepts(() => validateInput(definition, inputData(wizard, values, choices))));
        }),
      );
    });
  },
);
