import { authenticateServerKey } from "./accounts/authenticate-server-key.ts";
import { authenticateToken } from "./accounts/authenticate-token.ts";
import { changePassword } from "./accounts/change-password.ts";
import { actorOfUser, currentUser } from "./accounts/current-user.ts";
import { ensureFirstAdmin } from "./accounts/ensure-first-admin.ts";
import { pushUser } from "./accounts/push-user.ts";
import { secretBox } from "./accounts/secret-box.ts";
import { signIn } from "./accounts/sign-in.ts";
import { signInBrake } from "./accounts/sign-in-brake.ts";
import { createToken, listTokens, revokeToken } from "./accounts/tokens.ts";
import { unknownTokens } from "./accounts/unknown-tokens.ts";
import { seedDemo } from "./demo/seed-demo.ts";
import { openResultFile } from "./files/open-result-file.ts";
import { health } from "./health.ts";
import { listAvailableOperations } from "./operations/available-operations.ts";
import { bulkDeleteOperations } from "./operations/bulk-delete-operations.ts";
import { cancelOperation } from "./operations/cancel-operation.ts";
import { deleteOperation } from "./operations/delete-operation.ts";
import { getOperation } from "./operations/get-operation.ts";
import { listOperations } from "./operations/list-operations.ts";
import { retryOperation } from "./operations/retry-operation.ts";
import { rotateLinks } from "./operations/rotate-links.ts";
import { submitOperation } from "./operations/submit-operation.ts";
import { updateOperation } from "./operations/update-operation.ts";
import { watchOperations } from "./operations/watch-operations.ts";
import { afterJob } from "./runs/after-job.ts";
import { processOperation } from "./runs/process-operation.ts";
import type { RunEngine } from "./runs/run-engine.ts";
import { sweep } from "./runs/sweep.ts";
import type { ServiceDeps, ServiceOptions } from "./service-deps.ts";
import type { Services, WorkerServices } from "./services.ts";
import { createSession } from "./sessions/create-session.ts";
import { deleteSession } from "./sessions/delete-session.ts";
import { getSession } from "./sessions/get-session.ts";
import { listSessions } from "./sessions/list-sessions.ts";
import { updateSession } from "./sessions/update-session.ts";

export function createServices(options: ServiceOptions): Services {
  return servicesOf(depsOf(options));
}

/** The same with what a worker needs to compute. */
export function createWorkerServices(options: ServiceOptions, engine: RunEngine): WorkerServices {
  const deps = depsOf(options);
  return {
    ...servicesOf(deps),
    runs: {
      process: (job, signal) => processOperation(deps, engine, job, signal),
      afterJob: (operationId) => afterJob(deps, operationId),
      sweep: () => sweep(deps, engine.tmpDir),
    },
  };
}

function depsOf(options: ServiceOptions): ServiceDeps {
  return {
    ...options,
    secrets: secretBox(options.secretKey),
    brake: signInBrake(Date.now),
    unknownTokens: unknownTokens(Date.now),
  };
}

function servicesOf(deps: ServiceDeps): Services {
  return {
    sessions: {
      list: listSessions(deps),
      get: getSession(deps),
      create: createSession(deps),
      update: updateSession(deps),
      delete: deleteSession(deps),
    },
    operations: {
      list: listOperations(deps),
      get: getOperation(deps),
      submit: submitOperation(deps),
      update: updateOperation(deps),
      delete: deleteOperation(deps),
      bulkDelete: bulkDeleteOperations(deps),
      cancel: cancelOperation(deps),
      retry: retryOperation(deps),
      rotateLinks: rotateLinks(deps),
      available: listAvailableOperations(deps),
      watch: watchOperations(deps),
    },
    accounts: {
      authenticateToken: (scheme, token) => authenticateToken(deps, scheme, token),
      authenticateServerKey: (key) => authenticateServerKey(deps, key),
      actorOf: (userId) => actorOfUser(deps, userId),
      signIn: (credentials) => signIn(deps, credentials),
      pushUser: (body) => pushUser(deps, body),
      me: currentUser(deps),
      listTokens: listTokens(deps),
      createToken: createToken(deps),
      revokeToken: revokeToken(deps),
      changePassword: changePassword(deps),
      ensureFirstAdmin: () => ensureFirstAdmin(deps),
    },
    files: {
      open: (operationId, name, signature, range) => openResultFile(deps, operationId, name, signature, range),
    },
    demo: { seed: seedDemo(deps) },
    health: () => health(deps),
  };
}
