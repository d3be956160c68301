import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { AppError } from "@datalab/errors";
import type {
  AccountView,
  Actor,
  ByteRange,
  JsonValue,
  NewTokenView,
  OpenFile,
  OperationView,
  Services,
  SessionTextView,
  SessionView,
} from "@datalab/services";
import { largeAnswers } from "../large/large-answers.ts";
import { openStreams } from "../large/open-streams.ts";
import { rateLimits } from "../limits/rate-limits.ts";
import { csrfTokens } from "../rest/csrf.ts";

const alice: Actor = {
  userId: 1,
  username: "alice",
  isStaff: false,
  isSuperuser: false,
  scopes: ["sessions:read", "sessions:write", "operations:run", "admin"],
  validUntil: null,
  signInId: null,
  renew: async () => alice,
  archiveToken: async () => "alice-api-token",
};

const time = "2026-11-22T08:16:23.117430Z";

export const median: OperationView = {
  id: 5,
  name: "Median",
  status: "IN_PROGRESS",
  message: "",
  operation_progress: 0,
  output: null,
  input_data: { input_files: [] },
  created: time,
  trueState: {
    state: "queued",
    text: "Waiting in the queue.",
    runId: null,
    attempts: 0,
    started: null,
    finished: null,
    cpuSeconds: null,
    peakMemory: null,
    queuePosition: 1,
    etaSeconds: null,
    canCancel: true,
    canRetry: false,
    made: null,
  },
};

export const session: SessionView = {
  id: 3,
  operations: [median],
  user: "alice",
  name: "first",
  input_data: [],
  created: time,
  accessed: time,
  modified: time,
  persist: false,
};

const sessionAsText: SessionTextView = { ...asText(session), operations: [asText(median)] };

function asText<View extends { input_data: JsonValue }>({ input_data, ...view }: View) {
  return { ...view, inputText: JSON.stringify(input_data) };
}

const account: AccountView = {
  id: 1,
  username: "alice",
  firstName: "A",
  lastName: "L",
  email: "a@x.org",
  isStaff: false,
  isSuperuser: false,
};

const token: NewTokenView = {
  id: 9,
  name: "laptop",
  prefix: "abcdef",
  scopes: ["sessions:read"],
  created: time,
  expires: null,
  lastUsed: null,
  token: "abcdef-secret",
};

const { token: _, ...listedToken } = token;

const notForTheWeb = async (): Promise<never> => {
  throw new Error("The web calls no such verb.");
};

export const fileBytes = "SIMPLE  =                    T";

function fakeFile<Place extends string | number>(verb: string, calls: unknown[][]) {
  return async (place: Place, name: string, signature: string, range?: ByteRange): Promise<OpenFile> => {
    calls.push([verb, place, name, signature, range]);
    if (signature !== "signed") throw new AppError("notFound", "files.no_such_file", "There is no such file.");
    const part = range && { start: range.start, end: range.end ?? fileBytes.length - 1 };
    const bytes = part ? fileBytes.slice(part.start, part.end + 1) : fileBytes;
    const picture = name.endsWith(".jpg");
    return {
      stream: Readable.from([Buffer.from(bytes)]),
      size: fileBytes.length,
      contentType: picture ? "image/jpeg" : "application/fits",
      range: part,
      attachment: !picture,
      name,
    };
  };
}

/** Services that remember each call without its actor, and answer the same things always. */
export function fakeServices() {
  const calls: unknown[][] = [];
  const verb =
    <Result>(name: string, result: Result) =>
    async (_actor: Actor, ...args: unknown[]): Promise<Result> => {
      calls.push([name, ...args]);
      return result;
    };
  const services: Services = {
    sessions: {
      list: verb("sessions.list", { count: 1, results: [session] }),
      listTexts: verb("sessions.listTexts", { count: 1, results: [sessionAsText] }),
      /** Asked before everything that may be large, so it is no call of its own. */
      sizes: async () => ({ count: 1, results: [{ id: 3, bytes: 100 }] }),
      get: verb("sessions.get", session),
      create: verb("sessions.create", session),
      update: verb("sessions.update", session),
      removeFrames: verb("sessions.removeFrames", session),
      delete: verb("sessions.delete", undefined),
    },
    operations: {
      list: verb("operations.list", { count: 1, results: [median] }),
      get: verb("operations.get", median),
      submit: verb("operations.submit", median),
      update: verb("operations.update", median),
      delete: verb("operations.delete", undefined),
      bulkDelete: verb("operations.bulkDelete", { deleted: 2 }),
      cancel: verb("operations.cancel", median),
      retry: verb("operations.retry", median),
      rotateLinks: verb("operations.rotateLinks", median),
      available: async () => ({ Median: { name: "Median", description: "", category: "image", inputs: {} } }),
      watch: async function* (_actor, target) {
        calls.push(["operations.watch", target]);
        yield { kind: "operation", operation: median };
        yield { kind: "heartbeat" };
        yield { kind: "removed", operationId: 5 };
      },
    },
    accounts: {
      authenticateToken: async (scheme, token) => {
        if (token === "good" || (scheme === "Token" && token === "portal")) return alice;
        throw new AppError("unauthenticated", "auth.invalid_token", "Invalid token.");
      },
      authenticateServerKey: (key) => {
        if (key === "server-key") return;
        throw new AppError("unauthenticated", "auth.missing", "Authentication credentials were not provided.");
      },
      actorOf: async ({ id }) => ({ ...alice, signInId: id }),
      signIn: async () => ({ ...account, signIn: { userId: 1, id: "one" } }),
      signInByPortal: async () => ({ ...account, signIn: { userId: 1, id: "one" } }),
      signOut: async () => undefined,
      listSignIns: verb("accounts.listSignIns", []),
      endSignIn: verb("accounts.endSignIn", undefined),
      endAllSignIns: verb("accounts.endAllSignIns", undefined),
      pushUser: async (body) => {
        calls.push(["accounts.pushUser", body]);
      },
      me: verb("accounts.me", account),
      listTokens: verb("accounts.listTokens", [listedToken]),
      createToken: verb("accounts.createToken", token),
      revokeToken: verb("accounts.revokeToken", undefined),
      changePassword: verb("accounts.changePassword", undefined),
      ensureFirstAdmin: notForTheWeb,
    },
    files: { open: fakeFile("files.open", calls), openOfFrame: fakeFile("files.openOfFrame", calls) },
    analysis: {
      run: async (_actor, name, body) => {
        calls.push(["analysis.run", name, body]);
        return { tif_url: "http://127.0.0.1:8100/files/frames/k/a.tif?s=signed" } as never;
      },
      json: async (_actor, name, body) => {
        calls.push(["analysis.json", name, body]);
        return Buffer.from('{"crval":[1,2]}');
      },
    },
    idempotency: { answerOnce: async (_actor, _request, work) => work() },
    demo: { seed: notForTheWeb },
    health: async () => ({
      ok: true,
      database: true,
      queue: true,
      store: true,
      disk: true,
      workers: true,
      messages: [],
    }),
  };
  return { services, calls };
}

/** Requests as `Authorization: Token good` unless told otherwise; a cookie "user=1" signs in. */
export function fakeDeps({ perMinute = 0 } = {}) {
  const { services, calls } = fakeServices();
  const reported: AppError[] = [];
  const signedInBrowser = async (request: Request) =>
    request.headers.get("cookie")?.includes("user=1") ? { userId: 1, id: "one" } : undefined;
  return {
    services,
    calls,
    reported,
    signedInBrowser,
    limits: rateLimits({ perMinute }),
    csrf: csrfTokens("a key of thirty-two characters at least", "http://127.0.0.1:8100"),
    streams: openStreams({ perUser: 20, perAddress: 200 }),
    large: largeAnswers(join(tmpdir(), "datalab-answers")),
    publicUrl: "http://127.0.0.1:8100",
    corsOrigins: ["*"],
    report: (error: AppError) => void reported.push(error),
  };
}
