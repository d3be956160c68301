import type { Answer } from "../answer.ts";
import type { UserRoute } from "../route.ts";

export const analysisRoutes: UserRoute[] = [
  {
    path: "/api/analysis/:name/",
    access: "user",
    bodyLimit: 2 ** 20,
    metadata: { name: "Analysis", description: "Questions about one image, answered at once." },
    verbs: {
      // Announced as ever, and never answered.
      GET: async (): Promise<Answer> => ({
        status: 405,
        body: { detail: 'Method "GET" not allowed.' },
        headers: { Allow: "POST, OPTIONS" },
      }),
      POST: async ({ services, names: [name], body }, actor) => {
        return { status: 200, json: await services.analysis.json(actor, name!, await body()) };
      },
    },
  },
];
