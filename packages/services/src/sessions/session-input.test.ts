import { describe, expect, it } from "vitest";
import { readSessionInput } from "./session-input.ts";

const fieldsOf = (body: unknown, partial = false) => {
  try {
    readSessionInput(body, { partial });
  } catch (error) {
    return (error as { fields: unknown }).fields;
  }
  throw new Error("nothing was wrong");
};

describe("session input", () => {
  it.each([
    [{}, { name: ["This field is required."] }],
    [{ name: "" }, { name: ["This field may not be blank."] }],
    [{ name: "  " }, { name: ["This field may not be blank."] }],
    [{ name: null }, { name: ["This field may not be null."] }],
    [{ name: true }, { name: ["Not a valid string."] }],
    [{ name: {} }, { name: ["Not a valid string."] }],
    [{ name: "x".repeat(257) }, { name: ["Ensure this field has no more than 256 characters."] }],
    [{ name: "a\0b" }, { name: ["Null characters are not allowed."] }],
    [{ name: "a", input_data: null }, { input_data: ["This field may not be null."] }],
    [{ name: "a", input_data: [Number.POSITIVE_INFINITY] }, { input_data: ["Numbers must be finite."] }],
    [
      { name: null, input_data: null },
      { name: ["This field may not be null."], input_data: ["This field may not be null."] },
    ],
    [[1, 2], { non_field_errors: ["Invalid data. Expected a dictionary, but got list."] }],
    ["text", { non_field_errors: ["Invalid data. Expected a dictionary, but got str."] }],
    [1.5, { non_field_errors: ["Invalid data. Expected a dictionary, but got float."] }],
    [{ name: "a", persist: null }, { persist: ["This field may not be null."] }],
  ])("refuses %j", (body, fields) => {
    expect(fieldsOf(body)).toEqual(fields);
  });

  it.each(["maybe", "", " true", 2, -1, 0.5, {}, [true]])("refuses %j for persist", (persist) => {
    expect(fieldsOf({ name: "a", persist })).toEqual({ persist: ["Must be a valid boolean."] });
  });

  it("takes a number for its text, trims, and ignores what it does not know", () => {
    expect(readSessionInput({ name: 5 }, { partial: false })).toEqual({ name: "5" });
    expect(readSessionInput({ name: " a ", id: 9, user: "bob" }, { partial: false })).toEqual({ name: "a" });
  });

  it.each([
    [true, [true, "true", "True", "TRUE", "t", "T", "yes", "Y", "on", "1", 1]],
    [false, [false, "false", "False", "f", "no", "N", "off", "0", 0, -0]],
  ])("reads persist as %s however it is written", (persist, written) => {
    for (const sent of written) expect(readSessionInput({ persist: sent }, { partial: true })).toEqual({ persist });
  });

  it("counts characters, not code units", () => {
    expect(readSessionInput({ name: "🔭".repeat(256) }, { partial: false }).name).toHaveLength(512);
  });

  it("needs nothing when partial", () => {
    expect(readSessionInput({}, { partial: true })).toEqual({});
  });

  it("keeps any JSON as input_data", () => {
    expect(readSessionInput({ name: "a", input_data: { a: 1 } }, { partial: false }).inputData).toEqual({ a: 1 });
  });

  it("refuses nesting that no client makes", () => {
    const deep = JSON.parse(`${"[".repeat(300)}${"]".repeat(300)}`);
    expect(fieldsOf({ name: "a", input_data: deep })).toEqual({ input_data: ["This value is nested too deeply."] });
  });
});
