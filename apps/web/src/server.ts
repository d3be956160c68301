import { join } from "node:path";
import { httpArchive, simulatedArchive, withSimulation } from "@datalab/archive";
import { createLogger, loadWebSettings, type WebSettings } from "@datalab/config";
import { createDatabase } from "@datalab/db";
import type { AppError } from "@datalab/errors";
import { createJobQueue } from "@datalab/queue";
import { createServices, oauthPortal } from "@datalab/services";
import { fileLinks, folderStore, s3Store } from "@datalab/storage";
import { authSecret, cookieOf, sessionCookieName, userIdOf } from "./auth/session-cookie.ts";

export type Server = ReturnType<typeof build>;

const KEY = Symbol.for("datalab.web.server");
const perProcess = globalThis as { [KEY]?: Server };

/** Everything this process has one of. Made at first use, so that `next build` needs no settings. */
export function server(): Server {
  perProcess[KEY] ??= build(loadWebSettings(process.env));
  return perProcess[KEY];
}

function build(settings: WebSettings) {
  process.env.NEXTAUTH_URL = settings.publicUrl;
  const logger = createLogger({ name: "web", level: settings.logLevel });
  const secret = authSecret(settings.secretKey);
  const services = createServices({
    database: createDatabase({ url: settings.databaseUrl }),
    queue: createJobQueue({ url: settings.queueUrl }),
    store: settings.s3 ? s3Store(settings.s3) : folderStore(join(settings.dataDir, "objects")),
    links: fileLinks({ secret: settings.secretKey, publicUrl: settings.publicUrl }),
    archive: archiveOf(settings),
    portal: oauthPortal(settings.oauth),
    secretKey: settings.secretKey,
    serverKey: settings.oauth.serverKey,
    logger,
  });
  const cookieName = sessionCookieName(settings.publicUrl);
  return {
    settings,
    services,
    authSecret: secret,
    corsOrigins: settings.corsOrigins,
    signedInUser: (request: Request) => userIdOf(cookieOf(request, cookieName), secret),
    report: (error: AppError) => logger.error({ err: error.cause ?? error, code: error.code }, "A request failed"),
  };
}

function archiveOf({ archive, demo, dataDir }: WebSettings) {
  const real = httpArchive(archive);
  return demo ? withSimulation(simulatedArchive({ dir: join(dataDir, "simulated") }), real) : real;
}
