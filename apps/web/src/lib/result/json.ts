import type { JsonValue } from "@datalab/services";

export interface JsonObject {
  [key: string]: JsonValue;
}

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value when it is an object, else an empty one. */
export const objectOf = (value: JsonValue | undefined): JsonObject => (isObject(value) ? value : {});

/** The objects of a list; empty when the value is no list. */
export const objectsOf = (value: JsonValue | undefined): JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

/** The texts of a list; empty when the value is no list. */
export const textsOf = (value: JsonValue | undefined): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

/** A finite number, else null. */
export const numberOf = (value: JsonValue | undefined): number | null =>
  typeof value === "number" && Number.isFinite(value) ? value : null;

/** A text, else "". */
export const textOf = (value: JsonValue | undefined): string => (typeof value === "string" ? value : "");
