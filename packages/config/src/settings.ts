import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { z } from "zod";
import { commaList, countFromZero, flag, hostPort, optionalUrl, positiveInt } from "./fields.ts";

const DEFAULT_ARCHIVE = "https://archive-api.lco.global";

/** Settings that web and worker both need: where state lives and whom to ask. */
const common = {
  PUBLIC_URL: optionalUrl,
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  DATA_DIR: z
    .string()
    .default(".data")
    .transform((path) => resolve(path)),
  SECRET_KEY: z.string().min(32, "must be at least 32 characters"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// address" }),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: "must be a redis:// or rediss:// address" }).optional(),
  S3_BUCKET: z.string().min(3).optional(),
  S3_ENDPOINT: optionalUrl,
  S3_REGION: z.string().default("us-east-1"),
  ARCHIVE_API: z.url({ error: "must be an http(s) address" }).default(DEFAULT_ARCHIVE),
  ARCHIVE_HOSTS: commaList("archive-api.lco.global,.lco.global,.amazonaws.com"),
  ARCHIVE_INSECURE_HOSTS: commaList("").pipe(z.array(hostPort)),
  OAUTH_TOKEN_URL: optionalUrl,
  OAUTH_PROFILE_URL: optionalUrl,
  OAUTH_AUTHORIZE_URL: optionalUrl,
  OAUTH_CLIENT_ID: z.string().optional(),
  OAUTH_CLIENT_SECRET: z.string().optional(),
  OAUTH_SERVER_KEY: z.string().min(1).optional(),
  OAUTH_INSECURE_HOSTS: commaList("").pipe(z.array(hostPort)),
  FILECACHE_TOTAL_SIZE: positiveInt(2_147_483_648),
  WORKER_THREADS: positiveInt(availableParallelism()),
  PARITY: flag.default(false),
  WCS_TO_EDGE: z.enum(["0.5", "0"], { error: "must be 0.5 or 0" }).transform(Number).optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  DEMO: flag.optional(),
};

/** Releases of the web client that operations can be described for. */
const clientReleases = ["2026-09"] as const;

/** An analysis has not work enough for more. */
const mostAnalysisThreads = 4;

const web = {
  ...common,
  CORS_ORIGINS: commaList("*"),
  RATE_LIMIT_PER_MINUTE: countFromZero(600),
  TRUSTED_PROXIES: countFromZero(0),
  CLIENT_RELEASE: z.enum(clientReleases, { error: `must be empty or ${clientReleases.join(", ")}` }).optional(),
  QUOTA_SESSIONS: positiveInt(1000),
  QUOTA_OPERATIONS: positiveInt(20_000),
  QUOTA_TOKENS: positiveInt(50),
  QUOTA_STORED_BYTES: positiveInt(268_435_456),
  QUOTA_SESSION_BYTES: positiveInt(33_554_432),
  QUOTA_STREAMS: positiveInt(20),
  QUOTA_STREAMS_PER_ADDRESS: positiveInt(200),
};

const worker = {
  ...common,
  LEASE_SECONDS: positiveInt(20),
  OPERATION_TIME_LIMIT: positiveInt(3600),
  OUTAGE_HOURS: positiveInt(24),
  GAIA_TAP_URL: z
    .url({ protocol: /^https?$/, error: "must be an http(s) address" })
    .default("https://gea.esac.esa.int/tap-server/tap"),
  GAIA_INSECURE_HOSTS: commaList("").pipe(z.array(hostPort)),
};

type Source = Record<string, string | undefined>;

/** Pure: it reads `source`, so a test needs no process.env. Throws one error that names every wrong setting. */
function read<S extends z.ZodRawShape>(shape: S, source: Source) {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const aliased = { S3_BUCKET: present.DATALAB_OPERATION_BUCKET, ...present };
  const parsed = z.object(shape).safeParse(aliased);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(
    (issue) => `  ${issue.path.join(".") || "settings"}: ${explain(issue, aliased)}`,
  );
  throw new Error(`These settings are missing or wrong (see docs/settings.md):\n${lines.join("\n")}`);
}

function explain(issue: z.core.$ZodIssue, source: Source): string {
  return source[String(issue.path[0])] === undefined ? "is required" : issue.message;
}

const commonSettings = (env: z.infer<z.ZodObject<typeof common>>) => ({
  port: env.PORT,
  publicUrl: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ""),
  dataDir: env.DATA_DIR,
  secretKey: env.SECRET_KEY,
  databaseUrl: env.DATABASE_URL,
  /** BullMQ's backend: Redis when there is one, else the same PostgreSQL. */
  queueUrl: env.REDIS_URL ?? env.DATABASE_URL,
  s3: env.S3_BUCKET ? { bucket: env.S3_BUCKET, endpoint: env.S3_ENDPOINT, region: env.S3_REGION } : undefined,
  archive: { api: env.ARCHIVE_API, hosts: env.ARCHIVE_HOSTS, insecureHosts: env.ARCHIVE_INSECURE_HOSTS },
  oauth: {
    authorizeUrl: env.OAUTH_AUTHORIZE_URL,
    tokenUrl: env.OAUTH_TOKEN_URL,
    profileUrl: env.OAUTH_PROFILE_URL,
    clientId: env.OAUTH_CLIENT_ID,
    clientSecret: env.OAUTH_CLIENT_SECRET,
    serverKey: env.OAUTH_SERVER_KEY,
    insecureHosts: env.OAUTH_INSECURE_HOSTS,
  },
  filecacheTotalSize: env.FILECACHE_TOTAL_SIZE,
  conventions: { parity: env.PARITY, wcsToEdge: env.WCS_TO_EDGE ?? (env.PARITY ? 0 : 0.5) },
  logLevel: env.LOG_LEVEL,
  demo: env.DEMO ?? false,
});

export function loadWebSettings(source: Source) {
  const env = read(web, source);
  return Object.freeze({
    ...commonSettings(env),
    corsOrigins: env.CORS_ORIGINS,
    analysisThreads: Math.min(env.WORKER_THREADS, mostAnalysisThreads),
    rateLimits: { perMinute: env.RATE_LIMIT_PER_MINUTE, redisUrl: env.REDIS_URL },
    trustedProxies: env.TRUSTED_PROXIES,
    clientRelease: env.CLIENT_RELEASE,
    quotas: {
      sessions: env.QUOTA_SESSIONS,
      operations: env.QUOTA_OPERATIONS,
      tokens: env.QUOTA_TOKENS,
      bytes: env.QUOTA_STORED_BYTES,
      sessionBytes: env.QUOTA_SESSION_BYTES,
    },
    streams: { perUser: env.QUOTA_STREAMS, perAddress: env.QUOTA_STREAMS_PER_ADDRESS },
  });
}

export function loadWorkerSettings(source: Source) {
  const env = read(worker, source);
  return Object.freeze({
    ...commonSettings(env),
    workerThreads: env.WORKER_THREADS,
    leaseSeconds: env.LEASE_SECONDS,
    operationTimeLimit: env.OPERATION_TIME_LIMIT,
    outageHours: env.OUTAGE_HOURS,
    gaia: { tapUrl: env.GAIA_TAP_URL, insecureHosts: env.GAIA_INSECURE_HOSTS },
  });
}

export type WebSettings = ReturnType<typeof loadWebSettings>;
export type WorkerSettings = ReturnType<typeof loadWorkerSettings>;
