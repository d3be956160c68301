import type { Repositories } from "@datalab/db";
import { AppError } from "@datalab/errors";
import type { ServiceDeps } from "../service-deps.ts";
import type { Quotas } from "./quotas.ts";

const MB = 2 ** 20;
const inMb = (bytes: number) => `${Math.round(bytes / MB)} MB`;

/** What a change adds to: only what grows is judged, so an account above its quota can still tidy up. */
interface Growth {
  counts?: "sessions" | "operations" | "tokens";
  /** The session that got more bytes. */
  sessionId?: number;
}

/**
 * Does `work` in one transaction and takes it back when the account has more than its quota afterwards. Changes of one
 * account wait for one another, so that many at once cannot pass together.
 * @throws AppError limit that says what is full and what helps
 */
export function withinQuota<Result>(
  { database, quotas }: Pick<ServiceDeps, "database" | "quotas">,
  userId: number,
  work: (repositories: Repositories) => Promise<{ result: Result; growth: Growth }>,
): Promise<Result> {
  return database.transaction(async (repositories) => {
    await repositories.storedSizes.lock(userId);
    const { result, growth } = await work(repositories);
    await checkGrowth(repositories, quotas, userId, growth);
    return result;
  });
}

async function checkGrowth(
  { storedSizes }: Repositories,
  quotas: Quotas,
  userId: number,
  { counts, sessionId }: Growth,
): Promise<void> {
  const usage = await storedSizes.usage(userId);
  if (counts && usage[counts] > quotas[counts]) {
    const remedy = counts === "tokens" ? "Revoke" : "Delete";
    throw full(counts, `You have ${quotas[counts]} ${counts}, the most an account may keep. ${remedy} some first.`);
  }
  if (sessionId === undefined) return;
  if (usage.bytes > quotas.bytes) {
    throw full("bytes", `Your sessions hold ${inMb(quotas.bytes)}, the most an account may keep. Delete some first.`);
  }
  const { results } = await storedSizes.sessions({ ids: [sessionId], limit: 1, offset: 0 });
  if ((results[0]?.bytes ?? 0) > quotas.sessionBytes) {
    throw full(
      "session_bytes",
      `A session with its operations may hold ${inMb(quotas.sessionBytes)}. Go on in a new session.`,
    );
  }
}

const full = (what: string, text: string) => new AppError("limit", `quota.${what}`, text);
