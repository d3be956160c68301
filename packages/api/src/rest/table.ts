import type { Route } from "./route.ts";
import { accountRoutes } from "./routes/accounts.ts";
import { analysisRoutes } from "./routes/analysis.ts";
import { catalogueRoutes } from "./routes/catalogue.ts";
import { eventRoutes } from "./routes/events.ts";
import { operationRoutes } from "./routes/operations.ts";
import { schemaRoutes } from "./routes/schema.ts";
import { sessionRoutes } from "./routes/sessions.ts";
import { tokenRoutes } from "./routes/tokens.ts";

/** Every REST address. */
export const restTable: readonly Route[] = [
  ...sessionRoutes,
  ...operationRoutes,
  ...eventRoutes,
  ...catalogueRoutes,
  ...tokenRoutes,
  ...schemaRoutes,
  ...analysisRoutes,
  ...accountRoutes,
];
