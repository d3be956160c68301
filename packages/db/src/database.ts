import type { ApiTokenRepository } from "./api-token-repository.ts";
import { apiTokenRepository } from "./api-tokens.ts";
import { auditRepository } from "./audit.ts";
import type { AuditRepository } from "./audit-repository.ts";
import { type Client, openClient } from "./client.ts";
import { toDatabaseError } from "./database-error.ts";
import { frameAccessRepository } from "./frame-access.ts";
import type { FrameAccessRepository } from "./frame-access-repository.ts";
import type { GaiaAnswerRepository } from "./gaia-answer-repository.ts";
import { gaiaAnswerRepository } from "./gaia-answers.ts";
import type { IdempotentRequestRepository } from "./idempotent-request-repository.ts";
import { idempotentRequestRepository } from "./idempotent-requests.ts";
import type { OperationRepository } from "./operation-repository.ts";
import { operationRepository } from "./operations.ts";
import { openRunEvents, type RunEvents } from "./run-events.ts";
import type { RunRepository } from "./run-repository.ts";
import { runRepository } from "./runs.ts";
import type { SessionRepository } from "./session-repository.ts";
import { sessionRepository } from "./sessions.ts";
import type { SignInRepository } from "./sign-in-repository.ts";
import { signInRepository } from "./sign-ins.ts";
import type { StoredSizeRepository } from "./stored-size-repository.ts";
import { storedSizeRepository } from "./stored-sizes.ts";
import type { UserRepository } from "./user-repository.ts";
import { userRepository } from "./users.ts";
import type { WorkerRepository } from "./worker-repository.ts";
import { workerRepository } from "./workers.ts";

export interface Repositories {
  users: UserRepository;
  apiTokens: ApiTokenRepository;
  sessions: SessionRepository;
  operations: OperationRepository;
  runs: RunRepository;
  frameAccess: FrameAccessRepository;
  gaiaAnswers: GaiaAnswerRepository;
  idempotentRequests: IdempotentRequestRepository;
  audit: AuditRepository;
  storedSizes: StoredSizeRepository;
  signIns: SignInRepository;
  workers: WorkerRepository;
}

export interface Database extends Repositories {
  runEvents: RunEvents;
  /** All or nothing; what the callback throws rolls back. */
  transaction<T>(work: (repositories: Repositories) => Promise<T>): Promise<T>;
  /** Throws `db.unavailable` when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  poolSize?: number;
  /** How long a statement may take. */
  answerLimitMs?: number;
}

const transactionLimits = { maxWait: 5_000, timeout: 20_000 };

export function createDatabase({ url, poolSize = 10, answerLimitMs }: DatabaseOptions): Database {
  const { client, close } = openClient(url, poolSize, answerLimitMs);
  const events = openRunEvents(url, answerLimitMs);
  return {
    ...repositories(client),
    runEvents: { subscribe: events.subscribe },
    async transaction(work) {
      try {
        return await client.$transaction((inner) => work(repositories(inner)), transactionLimits);
      } catch (error) {
        throw isDatabaseError(error) ? toDatabaseError(error) : error;
      }
    },
    async ping() {
      await client.$queryRaw`SELECT 1`;
    },
    async close() {
      await events.close();
      await close();
    },
  };
}

/** Beginning and committing fail with Prisma's own errors; everything else came from the callback. */
function isDatabaseError(error: unknown): boolean {
  return error instanceof Error && (error.name.startsWith("PrismaClient") || error.name === "DriverAdapterError");
}

function repositories(client: Client): Repositories {
  return {
    users: userRepository(client),
    apiTokens: apiTokenRepository(client),
    sessions: sessionRepository(client),
    operations: operationRepository(client),
    runs: runRepository(client),
    frameAccess: frameAccessRepository(client),
    gaiaAnswers: gaiaAnswerRepository(client),
    idempotentRequests: idempotentRequestRepository(client),
    audit: auditRepository(client),
    storedSizes: storedSizeRepository(client),
    signIns: signInRepository(client),
    workers: workerRepository(client),
  };
}
