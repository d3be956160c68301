export { handleFile } from "./files/handle-file.ts";
export { handleHealth, handleLiveness } from "./health/handle-health.ts";
export { CALLER_ADDRESS } from "./limits/caller-address.ts";
export { type RateLimits, rateLimits } from "./limits/rate-limits.ts";
export { openApiDocument } from "./openapi/document.ts";
export { handleRest } from "./rest/handle-rest.ts";
export { type SignInOutcome, tryPortalSignIn, trySignIn } from "./sign-in.ts";
export { handleTrpc } from "./trpc/handle-trpc.ts";
export type { AppRouter } from "./trpc/router.ts";
