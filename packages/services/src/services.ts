import type { AnalysisName } from "@datalab/operations";
import type { BrowserSignIn, Device, SignedInView } from "./accounts/browser-sign-in.ts";
import type { FirstAdmin } from "./accounts/ensure-first-admin.ts";
import type { Credentials } from "./accounts/sign-in.ts";
import type { NewTokenInput } from "./accounts/tokens.ts";
import type { Actor } from "./actor.ts";
import type { AnalysisView } from "./analysis/analysis-view.ts";
import type { Demo } from "./demo/seed-demo.ts";
import type { ByteRange, OpenFile } from "./files/open-file.ts";
import type { Repeatable } from "./idempotency/answer-once.ts";
import type { WatchTarget } from "./operations/watch-operations.ts";
import type { OperationJob } from "./runs/run-engine.ts";
import type {
  AccountView,
  HealthView,
  JsonValue,
  NewTokenView,
  OperationView,
  Page,
  PageRequest,
  SessionFilter,
  SessionParts,
  SessionSize,
  SessionTextView,
  SessionView,
  SignInView,
  TokenView,
  WatchEvent,
} from "./views.ts";

/** Bodies are taken as received (`unknown`): the verb checks them and throws FieldError or AppError "invalid". */
interface SessionVerbs {
  list(actor: Actor, filter: SessionFilter, page: PageRequest): Promise<Page<SessionView>>;
  /** `parts` says what need not be read: here and below, sessions without their operations have an empty list of them. */
  listTexts(
    actor: Actor,
    filter: SessionFilter,
    page: PageRequest,
    parts?: SessionParts,
  ): Promise<Page<SessionTextView>>;
  /** Bytes of each session of a page with its operations, in the list's order: how much reading them would be. */
  sizes(actor: Actor, filter: SessionFilter, page: PageRequest, parts?: SessionParts): Promise<Page<SessionSize>>;
  /** Writes `accessed`, at most once a minute. */
  get(actor: Actor, sessionId: number, parts?: SessionParts): Promise<SessionView>;
  create(actor: Actor, body: unknown): Promise<SessionView>;
  /** `partial` is PATCH, else PUT. Sent items are added; nothing is removed. */
  update(
    actor: Actor,
    sessionId: number,
    body: unknown,
    options: { partial: boolean },
    parts?: SessionParts,
  ): Promise<SessionView>;
  /** Body `{frames: [{basename, source?}]}`. */
  removeFrames(actor: Actor, sessionId: number, body: unknown, parts?: SessionParts): Promise<SessionView>;
  delete(actor: Actor, sessionId: number): Promise<void>;
}

interface OperationVerbs {
  /** Oldest first. */
  list(actor: Actor, sessionId: number, page: PageRequest): Promise<Page<OperationView>>;
  get(actor: Actor, sessionId: number, operationId: number): Promise<OperationView>;
  submit(actor: Actor, sessionId: number, body: unknown): Promise<OperationView>;
  /** Nothing of an operation can change: answers it unchanged, or FieldError on what differs. */
  update(
    actor: Actor,
    sessionId: number,
    operationId: number,
    body: unknown,
    options: { partial: boolean },
  ): Promise<OperationView>;
  delete(actor: Actor, sessionId: number, operationId: number): Promise<void>;
  /** Body `{ids}`, integers or integer strings; other ids are ignored. */
  bulkDelete(actor: Actor, sessionId: number, body: unknown): Promise<{ deleted: number }>;
  cancel(actor: Actor, sessionId: number, operationId: number): Promise<OperationView>;
  /** Runs a failed, refused or cancelled operation again; conflict for any other. */
  retry(actor: Actor, sessionId: number, operationId: number): Promise<OperationView>;
  /** Makes every link of this operation's files invalid; the view has new ones. */
  rotateLinks(actor: Actor, sessionId: number, operationId: number): Promise<OperationView>;
  /** Wizard descriptions by name, in the order to show them. */
  available(actor: Actor): Promise<Record<string, unknown>>;
  /** The present state of the session's operations (or of one), then each change, until `signal` aborts. */
  watch(actor: Actor, target: WatchTarget, signal: AbortSignal): AsyncGenerator<WatchEvent>;
}

export interface AccountVerbs {
  /** Throws `unauthenticated` ("Invalid token."). */
  authenticateToken(scheme: "Token" | "Bearer", token: string): Promise<Actor>;
  /** Throws `unauthenticated` when the key is wrong or none is configured. */
  authenticateServerKey(key: string): void;
  /** The actor of a signed-in browser; `unauthenticated` when the user is gone or the sign-in has ended. */
  actorOf(signIn: BrowserSignIn): Promise<Actor>;
  /** `address` slows down guessing; throws `unauthenticated` or `limit`. */
  signIn(credentials: Credentials): Promise<SignedInView>;
  /** After the portal's own sign-in page. */
  signInByPortal(accessToken: string, device: Device): Promise<SignedInView>;
  /** Of the browser itself: its cookie is refused from now on, wherever a copy of it is. */
  signOut(signIn: BrowserSignIn): Promise<void>;
  /** Browsers in which the caller is signed in, the last used first. */
  listSignIns(actor: Actor): Promise<SignInView[]>;
  endSignIn(actor: Actor, signInId: string): Promise<void>;
  /** The one in use included; tokens stay. */
  endAllSignIns(actor: Actor): Promise<void>;
  /** After `authenticateServerKey`: creates or updates a user by name; a new api_token replaces the old one. */
  pushUser(body: unknown): Promise<void>;
  me(actor: Actor): Promise<AccountView>;
  listTokens(actor: Actor): Promise<TokenView[]>;
  createToken(actor: Actor, input: NewTokenInput): Promise<NewTokenView>;
  revokeToken(actor: Actor, tokenId: number): Promise<void>;
  /** Ends the user's other browser sign-ins. */
  changePassword(actor: Actor, input: { current: string; next: string }): Promise<void>;
  /** The first administrator, made when missing; password and token are told only then. */
  ensureFirstAdmin(): Promise<FirstAdmin>;
}

interface IdempotencyVerbs {
  /** Does `work` once for a key of this user; the same request again gets the first answer. */
  answerOnce(actor: Actor, request: Repeatable, work: () => Promise<JsonValue>): Promise<JsonValue>;
}

interface FileVerbs {
  /** The signature in the link is the whole permission; anything wrong is `notFound`. */
  open(operationId: number, name: string, signature: string, range?: ByteRange): Promise<OpenFile>;
  /** The same for a file that was made of a frame. */
  openOfFrame(folder: string, name: string, signature: string, range?: ByteRange): Promise<OpenFile>;
}

interface AnalysisVerbs {
  /** `body` as received; throws `invalid`, with a text that begins with the name, for anything that cannot be answered. */
  run<Name extends AnalysisName>(actor: Actor, name: Name, body: unknown): Promise<AnalysisView<Name>>;
  /** The same as the bytes of its JSON, of which there may be many; `invalid` for an unknown name. */
  json(actor: Actor, name: string, body: unknown): Promise<Uint8Array>;
}

interface DemoVerbs {
  /** A session with simulated frames and a Median, once. */
  seed(actor: Actor): Promise<Demo>;
}

interface RunVerbs {
  /** Handles one job of the queue; throws only what the queue shall deliver again. */
  process(job: OperationJob, signal: AbortSignal): Promise<void>;
  /** To be called when the queue has let go of a job that is done. */
  afterJob(operationId: number): Promise<void>;
  /** Mends what crashes, lost jobs and failed clean-ups left behind; to be called every few seconds. */
  sweep(): Promise<void>;
  /** Says that the worker lives, and answers whether it shall take jobs now; to be called every few seconds. */
  beat(): Promise<{ takesJobs: boolean }>;
  /** To be called when the worker ends. */
  leave(): Promise<void>;
}

/** What web and worker can do. */
export interface CommonServices {
  sessions: SessionVerbs;
  operations: OperationVerbs;
  accounts: AccountVerbs;
  files: FileVerbs;
  idempotency: IdempotencyVerbs;
  demo: DemoVerbs;
  health(): Promise<HealthView>;
}

/** What a web process can do. */
export interface Services extends CommonServices {
  analysis: AnalysisVerbs;
}

/** What a worker can do. */
export interface WorkerServices extends CommonServices {
  runs: RunVerbs;
}
