export { analyses, availableOperations, type CatalogSource } from "@datalab/operations";
export type { BrowserSignIn, Device, SignedInView } from "./accounts/browser-sign-in.ts";
export { oauthPortal, type Portal, type PortalOptions } from "./accounts/portal.ts";
export type { NewTokenInput } from "./accounts/tokens.ts";
export { type Actor, type Scope, scopes } from "./actor.ts";
export { createServices, createWebServices, createWorkerServices } from "./create-services.ts";
export { FieldError, type FieldErrors } from "./field-error.ts";
export type { ByteRange, OpenFile } from "./files/open-file.ts";
export { rememberedGaia } from "./gaia/remembered-gaia.ts";
export { createBreaker } from "./outages/breaker.ts";
export { guardedArchive } from "./outages/guarded.ts";
export { seldom } from "./outages/seldom.ts";
export { defaultQuotas, type Quotas } from "./quotas/quotas.ts";
export type { OperationJob, RunEngine } from "./runs/run-engine.ts";
export type { ServiceLogger, ServiceOptions } from "./service-deps.ts";
export type { AccountVerbs, CommonServices, Services, WorkerServices } from "./services.ts";
export type {
  AccountView,
  HealthView,
  JsonValue,
  NewTokenView,
  OperationStatus,
  OperationTextView,
  OperationView,
  OutputFileView,
  OutputView,
  Page,
  PageRequest,
  ResultMade,
  SessionFilter,
  SessionParts,
  SessionSize,
  SessionTextView,
  SessionView,
  SignInView,
  TokenView,
  TrueState,
  TrueStateName,
  WatchEvent,
} from "./views.ts";
