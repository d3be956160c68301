import type { JsonValue, RunRecord } from "@datalab/db";
import { semanticInput } from "@datalab/operations";
import type { RunPlan } from "./run-plan.ts";

/** Of a run's recipe beside the operation's inputs, whose names begin with a letter. */
const conventions = "@conventions";

/** What a run is made of: the meaning of its request, and the predecessor's conventions where they hold. */
export function runRecipe({ definition, inputData }: RunPlan, parity = false): JsonValue {
  const recipe = JSON.parse(JSON.stringify(semanticInput(definition, inputData)));
  return parity ? { ...recipe, [conventions]: "parity" } : recipe;
}

export function madeInParity({ recipe }: Pick<RunRecord, "recipe">): boolean {
  return typeof recipe === "object" && recipe !== null && !Array.isArray(recipe) && recipe[conventions] === "parity";
}
