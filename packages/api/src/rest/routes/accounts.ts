import { ok } from "../answer.ts";
import type { ServerRoute } from "../route.ts";

export const accountRoutes: ServerRoute[] = [
  {
    path: "/authprofile/addupdateuser/",
    access: "server",
    bodyLimit: 2 ** 20,
    metadata: {
      name: "Add Update User",
      description: "The observation portal tells about a user and the token in use.",
    },
    verbs: {
      POST: async ({ services, body }) => {
        await services.accounts.pushUser(await body());
        return ok({ message: "User account updated" });
      },
    },
  },
];
