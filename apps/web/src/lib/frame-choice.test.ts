import type { JsonValue, OperationView } from "@datalab/services";
import { expect, it } from "vitest";
import { resultFrames, sessionFrames } from "./frame-choice.ts";

it("reads frames with either name of the filter and skips what is no frame", () => {
  const items: JsonValue = [
    { basename: "a", primary_optical_element: "rp" },
    { basename: "a" },
    { id: 3 },
    "text",
    null,
  ];
  expect(sessionFrames(items)).toEqual([
    {
      key: "archive/a",
      basename: "a",
      source: "archive",
      filter: "rp",
      target: "",
      observed: "",
      producer: null,
      item: { basename: "a", primary_optical_element: "rp" },
    },
  ]);
  expect(sessionFrames({ not: "a list" })).toEqual([]);
});

it("offers the FITS results of completed operations and says where they come from", () => {
  const operation = (id: number, status: string, type: string) =>
    ({
      id,
      name: "Median",
      status,
      input_data: { n: id },
      output: { output_files: [{ basename: `k${id}`, source: "datalab", type }] },
    }) as unknown as OperationView;
  const results = resultFrames([
    operation(4, "FAILED", "fits"),
    operation(5, "COMPLETED", "image"),
    operation(6, "COMPLETED", "fits"),
  ]);
  expect(results.map(({ key, producer }) => [key, producer])).toEqual([["datalab/k6", "Median 3"]]);
  expect(results[0]!.item).toMatchObject({
    operation: 6,
    operationIndex: 2,
    operationName: "Median",
    operationInputData: { n: 6 },
  });
});
