import { AppError } from "@datalab/errors";
import { describe, expect, it } from "vitest";
import { FieldError } from "../field-error.ts";
import { readOperationInput } from "./operation-input.ts";

const thrown = (body: unknown): unknown => {
  try {
    readOperationInput(body);
  } catch (error) {
    return error;
  }
  throw new Error("nothing was wrong");
};

describe("operation input", () => {
  it.each([
    [{ name: "NoOp", input_data: {} }, { name: ['"NoOp" is not a valid choice.'] }],
    [{ input_data: {} }, { name: ["This field is required."] }],
    [{ name: null, input_data: {} }, { name: ["This field may not be null."] }],
    [{ name: 5, input_data: {} }, { name: ['"5" is not a valid choice.'] }],
    [[], { non_field_errors: ["Invalid data. Expected a dictionary, but got list."] }],
  ])("names the field of %j", (body, fields) => {
    expect(thrown(body)).toMatchObject({ kind: "invalid", fields });
  });

  it.each([
    { name: "Median" },
    { name: "Median", input_data: null },
    { name: "Median", input_data: [1] },
    { name: "Median", input_data: "x" },
    { name: "Median", input_data: { input_files: [{ source: "archive" }] } },
    { name: "Median", input_data: { input_files: [{ basename: "../etc/passwd" }] } },
    { name: "Median", input_data: { n: Number.POSITIVE_INFINITY } },
  ])("refuses the shape of %j without a field", (body) => {
    const error = thrown(body);
    expect(error).toBeInstanceOf(AppError);
    expect(error).not.toBeInstanceOf(FieldError);
    expect(error).toMatchObject({ kind: "invalid" });
  });

  it("keeps unknown members and leaves values to the worker", () => {
    const inputData = { input_files: [], operationIndex: 4, nested: { largeCachedUrl: "blob:x" } };
    expect(readOperationInput({ name: "Median", input_data: inputData }).inputData).toEqual(inputData);
  });
});
