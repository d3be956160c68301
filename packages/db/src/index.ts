export type { ApiTokenInput, ApiTokenRecord, ApiTokenRepository } from "./api-token-repository.ts";
export type { AuditInput, AuditRecord, AuditRepository } from "./audit-repository.ts";
export { checkSchema } from "./check-schema.ts";
export { createDatabase, type Database, type DatabaseOptions, type Repositories } from "./database.ts";
export type { FrameAccessRecord, FrameAccessRepository } from "./frame-access-repository.ts";
export type { GaiaAnswerRepository } from "./gaia-answer-repository.ts";
export type { JsonValue } from "./json.ts";
export { migrate } from "./migrate.ts";
export type { DetachedOperation, OperationRecord, OperationState, OperationText } from "./operation-record.ts";
export type { OperationInput, OperationRepository } from "./operation-repository.ts";
export type { Page, PageRequest } from "./page.ts";
export type { RunEvent, RunEvents } from "./run-events.ts";
export type { RunFileRecord, RunInputRecord, RunRecord, RunStatus } from "./run-record.ts";
export type { RunCompletion, RunFailure, RunRepository, RunRequest } from "./run-repository.ts";
export type {
  SessionChange,
  SessionFilter,
  SessionParts,
  SessionRecord,
  SessionRepository,
  SessionText,
  SessionWithOperations,
} from "./session-repository.ts";
export type { SignInInput, SignInRecord, SignInRepository } from "./sign-in-repository.ts";
export type { SessionSize, StoredSizeRepository, StoredUsage } from "./stored-size-repository.ts";
export type { ProfileInput, ProfileRecord, UserInput, UserRecord, UserRepository } from "./user-repository.ts";
export type { WorkerBeat, WorkerRecord, WorkerRepository } from "./worker-repository.ts";
