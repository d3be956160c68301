import { jsonBytes } from "../answer.ts";
import type { UserRoute } from "../route.ts";

/** The catalogue is one object for as long as the process lives, so its text is made once. */
const texts = new WeakMap<object, Uint8Array>();

function textOf(catalogue: object): Uint8Array {
  const known = texts.get(catalogue);
  if (known) return known;
  const text = jsonBytes({ status: 200, body: catalogue })!;
  texts.set(catalogue, text);
  return text;
}

export const catalogueRoutes: UserRoute[] = [
  {
    path: "/api/available_operations/",
    access: "user",
    bodyLimit: 2 ** 20,
    metadata: { name: "Available Operations", description: "What can be run, with the inputs each operation takes." },
    verbs: {
      GET: async ({ services }, actor) => ({ status: 200, json: textOf(await services.operations.available(actor)) }),
    },
  },
];
