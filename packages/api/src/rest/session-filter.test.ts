import { FieldError } from "@datalab/services";
import { expect, it } from "vitest";
import { sessionFilter } from "./session-filter.ts";

const filter = (query: string) => sessionFilter(new URLSearchParams(query));

it("reads every filter and ignores what is empty or unknown", () => {
  expect(filter("name=a&name_exact=b&user=c&user_exact=d&ordering=name&nonsense=1")).toEqual({
    name: "a",
    nameExact: "b",
    user: "c",
    userExact: "d",
  });
  expect(filter("name=&created_after=")).toEqual({});
});

it.each([
  ["2020-01-01", "2020-01-01T00:00:00.000Z"],
  ["2020-01-01T10:20", "2020-01-01T10:20:00.000Z"],
  ["2020-01-01 10:20:30.5", "2020-01-01T10:20:30.500Z"],
  ["2020-01-01T10:20:30Z", "2020-01-01T10:20:30.000Z"],
  ["2020-01-01T10:20:30%2B02:00", "2020-01-01T08:20:30.000Z"],
  ["2020-01-01T10:20:30-0130", "2020-01-01T11:50:30.000Z"],
])("takes the time %s", (text, instant) => {
  expect(filter(`modified_before=${text}`)).toEqual({ modifiedBefore: instant });
});

it("refuses text that cannot be kept, by name", () => {
  expect(() => filter("name=a%00b")).toThrow("name: Null characters are not allowed.");
});

it.each(["yesterday", "0000-01-01", "2020-13-01", "2020-01-01T25:00", "1577836800"])(
  "refuses the time %s by name",
  (text) => {
    expect(() => filter(`created_after=${text}`)).toThrow(FieldError);
  },
);

it("names each wrong time", () => {
  try {
    filter("created_after=x&modified_before=y");
    expect.unreachable();
  } catch (thrown) {
    const texts = ["Enter a valid date/time."];
    expect((thrown as FieldError).fields).toEqual({ created_after: texts, modified_before: texts });
  }
});
