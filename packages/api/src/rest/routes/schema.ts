import { openApiDocument } from "../../openapi/document.ts";
import { ok } from "../answer.ts";
import type { PublicRoute } from "../route.ts";

export const schemaRoutes: PublicRoute[] = [
  {
    path: "/api/schema/",
    access: "public",
    strictQuery: true,
    bodyLimit: 0,
    metadata: { name: "Schema", description: "This API as an OpenAPI 3.1 document." },
    verbs: { GET: async ({ url }) => ok(openApiDocument(url.origin)) },
  },
];
