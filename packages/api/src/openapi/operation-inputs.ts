import { availableOperations } from "@datalab/services";
import { z } from "zod";
import { frame } from "./schemas.ts";

type AvailableOperation = ReturnType<typeof availableOperations>[string];
type Input = AvailableOperation["inputs"][string];

/** The older client's forms and the newer one's: requests of both are taken. */
const forms = [availableOperations(), availableOperations("2026-09")] as const;

const degrees = { ra: z.number().min(0).max(360), dec: z.number().min(-90).max(90) };
const position = z.looseObject({ ...degrees, name: z.string().optional() });
const channel = frame
  .extend({
    color: z.object({ r: z.number(), g: z.number(), b: z.number() }),
    zmin: z.number(),
    zmax: z.number(),
  })
  .meta({ id: "ColorChannel" });

function schemaOf(input: Input): z.ZodType {
  switch (input.type) {
    case "fits":
      return z
        .array(input.color_picker ? channel : frame)
        .min(input.minimum ?? 1)
        .max(input.maximum ?? 999);
    case "source":
      return position;
    case "target_positions":
      return z.array(z.looseObject({ ...degrees, mjd: z.number().optional() })).min(input.minimum ?? 1);
    case "select":
      return z.enum(input.options).default(input.default);
    case "string":
      return z.string();
    default:
      return input.type === "int" ? z.int() : z.number();
  }
}

function memberOf(input: Input): z.ZodType {
  const value = schemaOf(input).meta({ title: input.name, description: input.description });
  const required = "required" in input && input.required;
  const must = required || input.type === "fits" || input.type === "source";
  return must ? value : value.optional();
}

/** The members of both forms; what only one of them has may be left out. */
function membersOf(name: string): Record<string, z.ZodType> {
  const [older, newer] = forms.map((form) => form[name]!.inputs);
  const inputs = Object.entries({ ...older, ...newer });
  return Object.fromEntries(
    inputs.map(([key, input]) => [key, key in older! && key in newer! ? memberOf(input) : memberOf(input).optional()]),
  );
}

/** What can be sent to `POST …/operations/`: one shape an operation, from its wizard. */
export function submissions() {
  const shapes = Object.values(forms[0]).map((operation) =>
    z
      .object({
        name: z.literal(operation.name),
        input_data: z.looseObject(membersOf(operation.name)),
      })
      .meta({
        id: `Submit${operation.name.replace(/\W/g, "")}`,
        title: operation.name,
        description: operation.description,
      }),
  );
  return z.discriminatedUnion("name", shapes as unknown as [(typeof shapes)[number], ...typeof shapes]);
}
