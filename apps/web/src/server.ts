import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { RequestFacts } from "@datalab/api";
import type { WebSettings } from "@datalab/config";
import type { AppError } from "@datalab/errors";
import type { Device } from "@datalab/services";
import { authOptions } from "./auth/auth-options.ts";
import { portalOf } from "./auth/portal-provider.ts";
import { authSecret, cookieOf, sessionCookieName, signInOf } from "./auth/session-cookie.ts";
import { logAccess, type NodeExchange } from "./http/access-log.ts";
import { callerAddress } from "./http/caller-address.ts";
import { transportHeaders } from "./http/page-security.ts";

export type Server = Awaited<ReturnType<typeof build>>;

const KEY = Symbol.for("datalab.web.server");
const perProcess = globalThis as { [KEY]?: Promise<Server> };

/** Everything this process has one of. Made at first use, so that `next build` needs no settings. */
export function server(): Promise<Server> {
  perProcess[KEY] ??= build();
  return perProcess[KEY];
}

/**
 * The packages are loaded by Node and not bundled: Next makes a bundle for pages and another one for route handlers, and
 * in two copies an AppError of one would be a stranger to the other.
 */
async function packages() {
  const [api, archive, config, db, errors, operations, queue, services, storage] = await Promise.all([
    import(/* turbopackIgnore: true */ "@datalab/api"),
    import(/* turbopackIgnore: true */ "@datalab/archive"),
    import(/* turbopackIgnore: true */ "@datalab/config"),
    import(/* turbopackIgnore: true */ "@datalab/db"),
    import(/* turbopackIgnore: true */ "@datalab/errors"),
    import(/* turbopackIgnore: true */ "@datalab/operations"),
    import(/* turbopackIgnore: true */ "@datalab/queue"),
    import(/* turbopackIgnore: true */ "@datalab/services"),
    import(/* turbopackIgnore: true */ "@datalab/storage"),
  ]);
  return { ...api, ...archive, ...config, ...db, ...errors, ...operations, ...queue, ...services, ...storage };
}

type Packages = Awaited<ReturnType<typeof packages>>;

async function build() {
  const used = await packages();
  const settings = used.loadWebSettings(process.env);
  process.env.NEXTAUTH_URL = settings.publicUrl;
  const logger = used.createLogger({
    name: "web",
    level: settings.logLevel,
    context: () => ({ requestId: used.requestFacts()?.id }),
  });
  const services = await buildServices(used, settings, logger);
  const secret = authSecret(settings.secretKey);
  const cookieName = sessionCookieName(settings.publicUrl);
  const deps = {
    services,
    publicUrl: settings.publicUrl,
    corsOrigins: settings.corsOrigins,
    csrf: used.csrfTokens(settings.secretKey, settings.publicUrl),
    signedInBrowser: (request: Request) => signInOf(cookieOf(request, cookieName), secret),
    limits: used.rateLimits(settings.rateLimits),
    streams: used.openStreams(settings.streams),
    large: used.largeAnswers(join(settings.dataDir, "answers")),
    report: (error: AppError) => logger.error({ err: error.cause ?? error, code: error.code }, "A request failed"),
  };
  const observed = (exchange: NodeExchange) => {
    const facts: RequestFacts = { id: randomUUID() };
    const address = callerAddress(exchange.incoming, settings.trustedProxies);
    exchange.outgoing.setHeader("X-Request-Id", facts.id);
    const logged = { requestId: facts.id, address, userId: () => facts.userId };
    logAccess(exchange, logged, (entry) => logger.info(entry, "request"));
    return { facts, address };
  };
  type Handler = (request: Request, given: typeof deps) => Promise<Response>;
  /** What every request gets: an id, its caller's address, a line in the log, and what belongs on answers over https. */
  const served = (handle: Handler) => async (request: Request, exchange: NodeExchange) => {
    const { facts, address } = observed(exchange);
    request.headers.set(used.CALLER_ADDRESS, address);
    const response = await used.withRequestFacts(facts, () => handle(request, deps));
    for (const [name, value] of transportHeaders(settings.publicUrl)) response.headers.set(name, value);
    return response;
  };
  return {
    settings,
    development: process.env.NODE_ENV === "development",
    observed,
    rest: served(used.handleRest),
    trpc: served(used.handleTrpc),
    file: served(used.handleFile),
    readiness: served(used.handleHealth),
    liveness: served(used.handleLiveness),
    /** Whether this browser's sign-in holds. */
    async isSignedIn(request: Request) {
      const signIn = await deps.signedInBrowser(request);
      if (!signIn) return false;
      return services.accounts.actorOf(signIn).then(
        () => true,
        (error) => {
          if (error instanceof used.AppError && error.kind === "unauthenticated") return false;
          throw error;
        },
      );
    },
    authOptions: (device: Device, response: { setHeader(name: string, value: string): void }) =>
      authOptions({
        signOut: (signIn) => services.accounts.signOut(signIn),
        async signIn(credentials) {
          const outcome = await used.trySignIn(services.accounts, deps.limits, credentials);
          if (!outcome.account && outcome.retryAfter) response.setHeader("Retry-After", String(outcome.retryAfter));
          return outcome;
        },
        secret,
        publicUrl: settings.publicUrl,
        portal: portalOf(settings.oauth, (accessToken) => used.tryPortalSignIn(services.accounts, accessToken, device)),
      }),
  };
}

/** Ends the process with one line when the database's tables are not those of this version. */
export async function refuseWrongSchema(): Promise<void> {
  const { checkSchema, loadWebSettings } = await packages();
  try {
    await checkSchema(loadWebSettings(process.env).databaseUrl);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

async function buildServices(used: Packages, settings: WebSettings, logger: ReturnType<Packages["createLogger"]>) {
  const { dataDir, secretKey } = settings;
  const observatory = used.httpArchive(settings.archive);
  const simulation = used.simulatedArchive({ dir: join(dataDir, "simulated") });
  const engine = await analysisEngine(used, settings);
  const options = {
    database: used.createDatabase({ url: settings.databaseUrl }),
    queue: used.createJobQueue({ url: settings.queueUrl }),
    store: await openStore(used, settings),
    links: used.fileLinks({ secret: secretKey, publicUrl: settings.publicUrl }),
    archive: settings.demo ? used.withSimulation(simulation, observatory) : observatory,
    portal: used.oauthPortal(settings.oauth),
    secretKey,
    serverKey: settings.oauth.serverKey,
    logger,
    parity: settings.conventions.parity,
    quotas: settings.quotas,
    clientRelease: settings.clientRelease,
    hasRoom: () => used.hasRoom(dataDir),
  };
  return used.createWebServices(options, engine);
}

/** The AWS SDK takes 20 MB, so it is loaded only where there is a bucket. */
async function openStore({ folderStore }: Packages, { s3, dataDir }: WebSettings) {
  if (!s3) return folderStore(join(dataDir, "objects"));
  const { s3Store } = await import(/* turbopackIgnore: true */ "@datalab/storage/s3");
  return s3Store(s3);
}

/** Threads, and the frame cache that this machine's workers use as well. */
async function analysisEngine(used: Packages, settings: WebSettings) {
  const { dataDir, filecacheTotalSize, analysisThreads, conventions } = settings;
  const frameCache = await used.frameCache({ dir: join(dataDir, "frames"), maxBytes: filecacheTotalSize });
  const analyser = used.createAnalyser({ threads: analysisThreads, conventions });
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => void analyser.close());
  return { frameCache, analyser };
}
