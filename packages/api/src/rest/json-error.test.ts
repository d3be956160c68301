import { expect, it } from "vitest";
import { describeJsonError } from "./json-error.ts";

it.each([
  ['{"name": ', "Expecting value: line 1 column 10 (char 9)"],
  ["{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"],
  ["", "Expecting value: line 1 column 1 (char 0)"],
  ['{"a" 1}', "Expecting ':' delimiter: line 1 column 6 (char 5)"],
  ['{"a": 1\n "b": 2}', "Expecting ',' delimiter: line 2 column 2 (char 9)"],
  ["[1, 2", "Expecting ',' delimiter: line 1 column 6 (char 5)"],
  ["[1, ]", "Expecting value: line 1 column 5 (char 4)"],
  ['{"a": {}, "b": [[], {"c": nope}]}', "Expecting value: line 1 column 27 (char 26)"],
  ["[] []", "Extra data: line 1 column 4 (char 3)"],
  ["01", "Extra data: line 1 column 2 (char 1)"],
  ['"abc', "Unterminated string starting at: line 1 column 1 (char 0)"],
  ['"a\nb"', "Invalid control character at: line 1 column 3 (char 2)"],
  ['"a\\x"', "Invalid \\escape: line 1 column 3 (char 2)"],
  ["[NaN]", "Expecting value: line 1 column 2 (char 1)"],
])("%j: %s", (text, message) => {
  expect(() => JSON.parse(text)).toThrow();
  expect(describeJsonError(text)).toBe(message);
});
