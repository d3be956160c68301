import type { Client } from "./client.ts";
import type { GaiaAnswerRepository } from "./gaia-answer-repository.ts";
import { seconds } from "./sql.ts";

export function gaiaAnswerRepository(client: Client): GaiaAnswerRepository {
  return {
    async fresh(cone, withinSeconds) {
      const [found] = await client.$queryRaw<{ answer: Uint8Array }[]>`
        SELECT "answer" FROM "GaiaAnswer"
        WHERE "cone" = ${cone} AND "fetchedAt" > clock_timestamp() - ${seconds(withinSeconds)}`;
      return found?.answer ?? null;
    },

    async remember(cone, answer) {
      await client.$executeRaw`
        INSERT INTO "GaiaAnswer" ("cone", "answer") VALUES (${cone}, ${answer})
        ON CONFLICT ("cone") DO UPDATE SET "answer" = EXCLUDED."answer", "fetchedAt" = clock_timestamp()`;
    },

    removeOlderThan: (age) =>
      client.$executeRaw`DELETE FROM "GaiaAnswer" WHERE "fetchedAt" < clock_timestamp() - ${seconds(age)}`,
  };
}
