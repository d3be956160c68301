export { handleFile } from "./files/handle-file.ts";
export { handleHealth } from "./health/handle-health.ts";
export { handleRest } from "./rest/handle-rest.ts";
export { type SignInOutcome, trySignIn } from "./sign-in.ts";
export { handleTrpc } from "./trpc/handle-trpc.ts";
export type { AppRouter } from "./trpc/router.ts";
export { withinLimit } from "./within-limit.ts";
