import type { Route } from "./route.ts";
import { accountRoutes } from "./routes/accounts.ts";
import { catalogueRoutes } from "./routes/catalogue.ts";
import { operationRoutes } from "./routes/operations.ts";
import { sessionRoutes } from "./routes/sessions.ts";

/** Every REST address. */
export const restTable: readonly Route[] = [...sessionRoutes, ...operationRoutes, ...catalogueRoutes, ...accountRoutes];
