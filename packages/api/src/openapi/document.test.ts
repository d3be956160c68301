import { describe, expect, it } from "vitest";
import { methods } from "../rest/route.ts";
import { restTable } from "../rest/table.ts";
import { openApiDocument } from "./document.ts";
import { endpoints } from "./endpoints.ts";

const document = openApiDocument("http://localhost:3000");

describe("the OpenAPI document", () => {
  it("tells of every call in the table and of no other", () => {
    const told = new Set(Object.keys(endpoints()).map((call) => call.replace(/(analysis\/)[a-z-]+/, "$1:name")));
    // GET of an analysis is announced as ever and never answered; the schema and its page describe themselves
    const calls = restTable.flatMap((route) =>
      methods.filter((method) => route.verbs[method]).map((method) => `${method} ${route.path}`),
    );
    const answered = calls.filter((call) => call !== "GET /api/analysis/:name/" && call !== "GET /api/schema/");
    expect([...told].sort()).toEqual(answered.sort());
  });

  it("names each call once", () => {
    const ids = Object.values(document.paths!).flatMap((path) => Object.values(path).map((call) => call.operationId));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain("postDatasessionsBySessionIdOperations");
  });

  it("gives every operation its own input", () => {
    const schemas = document.components!.schemas as Record<string, { properties: Record<string, unknown> }>;
    expect(schemas.SubmitMedian!.properties).toMatchObject({
      name: { const: "Median" },
      input_data: {
        required: ["input_files"],
        properties: {
          input_files: { type: "array", minItems: 2, maxItems: 999, items: { $ref: "#/components/schemas/Frame" } },
        },
      },
    });
    expect(Object.keys(schemas).filter((name) => name.startsWith("Submit"))).toHaveLength(11);
  });

  it("asks for numbers where a path has ids", () => {
    const { parameters } = document.paths!["/api/datasessions/{session_id}/operations/{operation_id}/"]!.get!;
    expect(parameters).toContainEqual(
      expect.objectContaining({
        in: "path",
        name: "operation_id",
        required: true,
        schema: expect.objectContaining({ type: "integer" }),
      }),
    );
  });
});
