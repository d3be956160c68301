import { AppError } from "@datalab/errors";
import { availableOperations, catalogue, type OperationDefinition, validateInput } from "@datalab/operations";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FieldValue, type FitsValue, type FormValues, initialValues } from "./form-values.ts";
import { sessionFrames } from "./frame-choice.ts";
import { inputData } from "./input-data.ts";
import { readCatalogue, type WizardInput } from "./wizard.ts";
import { wizardSchema } from "./wizard-schema.ts";

const choices = sessionFrames(
  ["rp", "rp", "rp", "gp", "ip", "B", ""].map((filter, index) => ({
    source: "archive",
    basename: `f${index}`,
    filter,
  })),
);

const limit = fc.constantFrom("", "100", " 2e3 ", "-7.5", "dark", "0x10", "NaN", "Infinity");
const channel = fc.record({ color: fc.constant("#ff8000"), zmin: limit, zmax: limit });
const fitsValue: fc.Arbitrary<FitsValue> = fc
  .subarray(choices.map(({ key }) => key))
  .chain((chosen) =>
    fc
      .array(channel, { minLength: chosen.length, maxLength: chosen.length })
      .map((settings) => ({ chosen, channels: Object.fromEntries(chosen.map((key, i) => [key, settings[i]!])) })),
  );

const position = fc.record({
  ra: fc.constant("10"),
  dec: fc.constantFrom("20", "-91"),
  time: fc.constantFrom("", "61051", "61052"),
});

/** Values to try for an input that is chosen by hand; the others keep what the form starts with. */
function chosenValue({ type, minimum }: WizardInput): fc.Arbitrary<FieldValue> | null {
  switch (type) {
    case "fits":
      return fitsValue;
    case "source":
      return fc.constant({ name: "", ra: "10", dec: "20" });
    case "target_positions":
      // of a target that stays in its place, the worker reads one position
      return fc.array(position, { maxLength: minimum === 1 ? 1 : 3 });
    default:
      return null;
  }
}

const reachedTheFrames = new AppError("internal", "test.reached", "A frame was asked for.");

/** The worker accepts a request when its run gets as far as asking for a frame. */
async function workerAccepts(definition: OperationDefinition, data: Record<string, unknown>): Promise<boolean> {
  const reached = async () => {
    throw reachedTheFrames;
  };
  const context = {
    frames: new Proxy({}, { get: () => reached }),
    progress: () => {},
    signal: new AbortController().signal,
    conventions: { parity: false, wcsToEdge: 0.5 },
    pool: {},
  } as unknown as Parameters<OperationDefinition["run"]>[0];
  try {
    await definition.run(context, validateInput(definition, data));
  } catch (thrown) {
    return thrown === reachedTheFrames;
  }
  throw new Error(`${definition.name} ended without asking for a frame`);
}

const forms = ([undefined, "2026-09"] as const).flatMap((release) =>
  catalogue.map((definition) => ({
    name: definition.name,
    definition,
    release,
    offeredTo: release ?? "older releases",
  })),
);

describe.each(forms)("$name, as offered to clients of $offeredTo", ({ name, definition, release }) => {
  const offered = availableOperations(release);
  const wizard = readCatalogue(offered).find((each) => each.name === name)!;

  it("takes the same choices in the console's form as in the worker", async () => {
    const tried = wizard.inputs.flatMap((input) => {
      const value = chosenValue(input);
      return value ? [[input.key, value] as const] : [];
    });
    await fc.assert(
      fc.asyncProperty(fc.record(Object.fromEntries(tried)), async (filled) => {
        const values: FormValues = { ...initialValues(wizard, choices), ...filled };
        const form = wizardSchema(wizard, choices).safeParse(values).success;
        expect(form).toBe(await workerAccepts(definition, inputData(wizard, values, choices)));
      }),
    );
  });
});
