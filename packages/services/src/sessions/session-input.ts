import { FieldError } from "../field-error.ts";
import { NOT_NULL, objectBody, REQUIRED } from "../input/object-body.ts";
import { readBoolean } from "../input/read-boolean.ts";
import { storableJson, storageProblem } from "../input/storable-json.ts";
import type { JsonValue } from "../views.ts";

const MAX_NAME = 256;

export interface SessionInput {
  name?: string;
  inputData?: JsonValue;
  persist?: boolean;
}

/** Reads a session as clients send it; unknown members are ignored, `name` may be left out only when `partial`. */
export function readSessionInput(body: unknown, { partial }: { partial: boolean }): SessionInput {
  const sent = objectBody(body);
  const fields: Record<string, string[]> = {};
  const input: SessionInput = {};

  if (sent.name !== undefined) {
    const name = readName(sent.name);
    if ("problem" in name) fields.name = [name.problem];
    else input.name = name.value;
  } else if (!partial) fields.name = [REQUIRED];

  if (sent.input_data !== undefined) {
    const problem = sent.input_data === null ? NOT_NULL : storageProblem(sent.input_data);
    if (problem) fields.input_data = [problem];
    else input.inputData = storableJson(sent.input_data);
  }

  if (sent.persist !== undefined) {
    const mark = readBoolean(sent.persist);
    if ("problem" in mark) fields.persist = [mark.problem];
    else input.persist = mark.value;
  }

  if (Object.keys(fields).length > 0) throw new FieldError(fields);
  return input;
}

function readName(sent: unknown): { value: string } | { problem: string } {
  if (sent === null) return { problem: NOT_NULL };
  if (typeof sent !== "string" && typeof sent !== "number") return { problem: "Not a valid string." };
  const value = String(sent).trim();
  if (value === "") return { problem: "This field may not be blank." };
  if ([...value].length > MAX_NAME) return { problem: `Ensure this field has no more than ${MAX_NAME} characters.` };
  if (value.includes("\0")) return { problem: "Null characters are not allowed." };
  return { value };
}
