import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { toDatabaseError } from "./database-error.ts";
import { PrismaClient } from "./generated/client.ts";
import { rawStatements } from "./raw-statements.ts";

/** What a repository may use, inside a transaction or outside one. */
export type Client = Pick<
  PrismaClient,
  "$queryRaw" | "$executeRaw" | "user" | "profile" | "apiToken" | "frameAccess" | "auditEntry" | "runFile" | "runInput"
>;

export interface ClientHandle {
  client: PrismaClient;
  close(): Promise<void>;
}

const connectTimeoutMs = 5_000;
/** A server that is frozen answers neither yes nor no. */
const answerLimitMs = 30_000;

/** Errors of every statement leave as AppErrors. */
export function openClient(url: string, poolSize: number, limitMs = answerLimitMs): ClientHandle {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: limitMs,
    keepAlive: true,
  });
  // An idle connection that the server closes is replaced at the next statement; without a listener it would end the process.
  pool.on("error", () => {});
  const client = new PrismaClient({ adapter: new PrismaPg(pool) });
  const translating = client.$extends({
    query: {
      $allOperations: async ({ args, query }) => {
        try {
          return await query(args);
        } catch (error) {
          throw toDatabaseError(error);
        }
      },
    },
  });
  const raw = rawStatements(pool);
  return {
    // Neither the extension nor the shorter way of raw statements changes the client's shape.
    client: new Proxy(translating, {
      get: (target, name) => Reflect.get(name in raw ? raw : target, name),
    }) as unknown as PrismaClient,
    close: async () => {
      await client.$disconnect();
      await pool.end();
    },
  };
}

/** One transaction: a new one, or the one that `client` already belongs to. */
export function atomically<T>(client: Client, work: (client: Client) => Promise<T>): Promise<T> {
  return "$transaction" in client && typeof client.$transaction === "function"
    ? (client as PrismaClient).$transaction((inner) => work(inner))
    : work(client);
}
