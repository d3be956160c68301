import { describe, expect, it } from "vitest";
import { availableOperations, catalogueOf, operationNamed } from "./catalogue.ts";
import median from "./ops/median.ts";

describe("the catalogue", () => {
  it("lists operations by name", () => {
    const other = { ...median, name: "Colour" };
    expect([...catalogueOf([median, other]).keys()]).toEqual(["Colour", "Median"]);
  });

  it("begins with Aperture Photometry and has the order of recording 080", () => {
    expect(Object.keys(availableOperations())).toEqual([
      "Aperture Photometry",
      "Moving Target Aperture Photometry",
      "Non-Sidereal Aperture Photometry",
      "Color Image",
      "HR Diagram",
      "Light Curve",
      "Median",
      "Normalization",
      "Stacking",
      "Subtraction",
      "Variable Star",
    ]);
  });

  it("refuses two operations of one name", () => {
    expect(() => catalogueOf([median, { ...median }])).toThrow(/share a name/);
  });

  it("finds an operation by its exact name", () => {
    expect(operationNamed("Median")).toBe(median);
    expect(operationNamed("median")).toBeUndefined();
    expect(operationNamed("constructor")).toBeUndefined();
  });

  it("asks for the target of Aperture Photometry as the release of the client wants it", () => {
    const keys = (release?: "2026-09") => Object.keys(availableOperations(release)["Aperture Photometry"].inputs);
    expect(keys()[0]).toBe("source");
    expect(keys("2026-09")).toEqual(["target_positions", ...keys().slice(1)]);
    expect(availableOperations("2026-09")["Aperture Photometry"].inputs.target_positions).toMatchObject({
      type: "target_positions",
      minimum: 1,
      name_lookup: true,
    });
    const { "Aperture Photometry": _, ...others } = availableOperations();
    expect(availableOperations("2026-09")).toMatchObject(others);
  });

  it("shows Median as recording 080 does, member for member", () => {
    expect(
      JSON.stringify(availableOperations().Median).replaceAll(/"description":"[^"]+"/g, '"description":"<text>"'),
    ).toBe(
      '{"name":"Median","description":"<text>","category":"image","inputs":{"input_files":{"name":"Input Files",' +
        '"description":"<text>","type":"fits","minimum":2,"maximum":999}}}',
    );
  });
});
