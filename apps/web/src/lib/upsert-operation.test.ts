import type { OperationView, Page } from "@datalab/services";
import { expect, it } from "vitest";
import { answered, removeOperation, upsertOperation } from "./upsert-operation.ts";

const operation = (id: number, message = "") => ({ id, message }) as OperationView;
const page: Page<OperationView> = { count: 2, results: [operation(1), operation(5)] };
const ids = ({ count, results }: Page<OperationView>) => [count, ...results.map(({ id }) => id)];

it("replaces a known operation and puts a new one where it belongs", () => {
  expect(upsertOperation(page, operation(5, "new")).results[1]!.message).toBe("new");
  expect(ids(upsertOperation(page, operation(5)))).toEqual([2, 1, 5]);
  expect(ids(upsertOperation(page, operation(3)))).toEqual([3, 1, 3, 5]);
});

it("removes an operation once", () => {
  expect(ids(removeOperation(page, 1))).toEqual([1, 5]);
  expect(ids(removeOperation(page, 9))).toEqual([2, 1, 5]);
});

it("does not put the answer to a call over what the stream said meanwhile", () => {
  const before = page.results[1];
  expect(answered(page, before, operation(5, "queued")).results[1]!.message).toBe("queued");
  const streamed = upsertOperation(page, operation(5, "failed"));
  expect(answered(streamed, before, operation(5, "queued"))).toBe(streamed);

  expect(ids(answered(page, undefined, operation(7)))).toEqual([3, 1, 5, 7]);
  const known = upsertOperation(page, operation(7, "failed"));
  expect(answered(known, undefined, operation(7, "queued"))).toBe(known);
});
