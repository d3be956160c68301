import { analysisRouter } from "./routers/analysis.ts";
import { authRouter } from "./routers/auth.ts";
import { catalogueRouter } from "./routers/catalogue.ts";
import { operationsRouter } from "./routers/operations.ts";
import { sessionsRouter } from "./routers/sessions.ts";
import { tokensRouter } from "./routers/tokens.ts";
import { router } from "./trpc.ts";

export const appRouter = router({
  auth: authRouter,
  sessions: sessionsRouter,
  operations: operationsRouter,
  catalogue: catalogueRouter,
  tokens: tokensRouter,
  analysis: analysisRouter,
});

export type AppRouter = typeof appRouter;
