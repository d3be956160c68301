import { ok } from "../answer.ts";
import type { UserRoute } from "../route.ts";

export const catalogueRoutes: UserRoute[] = [
  {
    path: "/api/available_operations/",
    access: "user",
    bodyLimit: 2 ** 20,
    metadata: { name: "Available Operations", description: "What can be run, with the inputs each operation takes." },
    verbs: { GET: async ({ services }, actor) => ok(await services.operations.available(actor)) },
  },
];
