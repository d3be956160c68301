import type { AnalysisName, AnalysisResult } from "@datalab/operations";
import { authenticateServerKey } from "./accounts/authenticate-server-key.ts";
import { authenticateToken } from "./accounts/authenticate-token.ts";
import { actorOfSignIn } from "./accounts/browser-sign-in.ts";
import { changePassword } from "./accounts/change-password.ts";
import { currentUser } from "./accounts/current-user.ts";
import { ensureFirstAdmin } from "./accounts/ensure-first-admin.ts";
import { pushUser } from "./accounts/push-user.ts";
import { secretBox } from "./accounts/secret-box.ts";
import { signIn } from "./accounts/sign-in.ts";
import { signInBrake } from "./accounts/sign-in-brake.ts";
import { signInByPortal } from "./accounts/sign-in-by-portal.ts";
import { endAllSignIns, endSignIn, listSignIns, signOut } from "./accounts/sign-ins.ts";
import { createToken, listTokens, revokeToken } from "./accounts/tokens.ts";
import { unknownTokens } from "./accounts/unknown-tokens.ts";
import type { Actor } from "./actor.ts";
import type { AnalysisEngine } from "./analysis/analysis-engine.ts";
import { analysisView } from "./analysis/analysis-view.ts";
import { answerAnalysis } from "./analysis/answer-analysis.ts";
import { keptFiles } from "./analysis/kept-files.ts";
import { seedDemo } from "./demo/seed-demo.ts";
import { openFrameFile } from "./files/open-frame-file.ts";
import { openResultFile } from "./files/open-result-file.ts";
import { readiness } from "./health.ts";
import { answerOnce } from "./idempotency/answer-once.ts";
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
import { createBreaker } from "./outages/breaker.ts";
import { guardedStore } from "./outages/guarded.ts";
import { seldom } from "./outages/seldom.ts";
import { defaultQuotas } from "./quotas/quotas.ts";
import { afterJob } from "./runs/after-job.ts";
import { processOperation } from "./runs/process-operation.ts";
import type { RunEngine } from "./runs/run-engine.ts";
import { sweep } from "./runs/sweep.ts";
import { workerPulse } from "./runs/worker-pulse.ts";
import type { ServiceDeps, ServiceOptions } from "./service-deps.ts";
import type { CommonServices, Services, WorkerServices } from "./services.ts";
import { createSession } from "./sessions/create-session.ts";
import { deleteSession } from "./sessions/delete-session.ts";
import { getSession } from "./sessions/get-session.ts";
import { listSessionSizes } from "./sessions/list-session-sizes.ts";
import { listSessions, listSessionTexts } from "./sessions/list-sessions.ts";
import { removeFrames } from "./sessions/remove-frames.ts";
import { updateSession } from "./sessions/update-session.ts";

export function createServices(options: ServiceOptions): CommonServices {
  return servicesOf(depsOf(options));
}

/** The same with what a web process needs to answer analyses. */
export function createWebServices(options: ServiceOptions, engine: AnalysisEngine): Services {
  const deps = depsOf(options);
  const answer = answerAnalysis(engine, keptFiles(deps))(deps);
  return {
    ...servicesOf(deps),
    analysis: {
      async run<Name extends AnalysisName>(actor: Actor, name: Name, body: unknown) {
        return analysisView((await answer(actor, name, body)) as AnalysisResult<Name>); // `answer` goes by the name
      },
      json: async (actor, name, body) => engine.analyser.json(await answer(actor, name, body)),
    },
  };
}

/** The same with what a worker needs to compute. */
export function createWorkerServices(options: ServiceOptions, engine: RunEngine): WorkerServices {
  const breaker = createBreaker();
  const deps = depsOf({ ...options, store: guardedStore(options.store, breaker), logger: seldom(options.logger) });
  const pulse = workerPulse(deps, engine, breaker);
  return {
    ...servicesOf(deps),
    runs: {
      process: (job, signal) => processOperation(deps, engine, job, signal, pulse.trouble()),
      afterJob: (operationId) => afterJob(deps, operationId),
      sweep: () => sweep(deps, engine),
      beat: () => pulse.beat(),
      leave: () => pulse.leave(),
    },
  };
}

function depsOf(options: ServiceOptions): ServiceDeps {
  return {
    ...options,
    quotas: { ...defaultQuotas, ...options.quotas },
    secrets: secretBox(options.secretKey),
    brake: signInBrake(Date.now),
    unknownTokens: unknownTokens(Date.now),
  };
}

function servicesOf(deps: ServiceDeps): CommonServices {
  return {
    sessions: {
      list: listSessions(deps),
      listTexts: listSessionTexts(deps),
      sizes: listSessionSizes(deps),
      get: getSession(deps),
      create: createSession(deps),
      update: updateSession(deps),
      removeFrames: removeFrames(deps),
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
      actorOf: (signIn) => actorOfSignIn(deps, signIn),
      signIn: (credentials) => signIn(deps, credentials),
      signInByPortal: (accessToken, device) => signInByPortal(deps, accessToken, device),
      signOut: (signIn) => signOut(deps, signIn),
      listSignIns: listSignIns(deps),
      endSignIn: endSignIn(deps),
      endAllSignIns: endAllSignIns(deps),
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
      openOfFrame: (folder, name, signature, range) => openFrameFile(deps, folder, name, signature, range),
    },
    idempotency: { answerOnce: (actor, request, work) => answerOnce(deps, actor, request, work) },
    demo: { seed: seedDemo(deps) },
    health: readiness(deps),
  };
}
