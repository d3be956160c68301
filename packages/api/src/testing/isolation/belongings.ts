import { randomUUID } from "node:crypto";
import type { OperationView } from "@datalab/services";
import { publicFrames, SECRET, secretFrame, signInId, type World } from "../world.ts";

/** Things of the owner's, for one request to be about. */
export interface Belongings {
  sessionId: number;
  waiting: number;
  cancelled: number;
  completed: OperationView;
  tokenId: number;
  /** A browser of the owner's, besides the one that the column `cookie` uses. */
  otherSignIn: string;
  /** Everything about them that a stranger must not be able to change. */
  state(): Promise<unknown>;
}

export const median = (...basenames: readonly string[]) => ({
  name: "Median",
  input_data: { input_files: basenames.map((basename) => ({ basename, source: "archive" })), note: SECRET },
});

export async function makeBelongings(world: World): Promise<Belongings> {
  const { services, database, execute, actors, work } = world;
  const { owner } = actors;
  const { sessions, operations, accounts } = services;
  const frames = [{ basename: secretFrame, source: "archive" }];
  const { id: sessionId } = await sessions.create(owner, { name: `${SECRET} session`, input_data: frames });
  const submit = async (...names: string[]) => (await operations.submit(owner, sessionId, median(...names))).id;
  const done = await submit(secretFrame, publicFrames[0]);
  await work(done);
  const cancelled = await submit(secretFrame, publicFrames[1]);
  await operations.cancel(owner, sessionId, cancelled);
  const waiting = await submit(secretFrame, publicFrames[2]);
  const token = await accounts.createToken(owner, { name: `${SECRET} token` });
  // An earlier request may have ended the one that is used.
  await execute(`UPDATE "SignIn" SET "endedAt" = NULL WHERE "id" = '${signInId(owner.userId)}'`);
  const otherSignIn = randomUUID();
  await database.signIns.create({ id: otherSignIn, userId: owner.userId, address: "", userAgent: "" });
  return {
    sessionId,
    waiting,
    cancelled,
    completed: await operations.get(owner, sessionId, done),
    tokenId: token.id,
    otherSignIn,
    async state() {
      const { accessed: _, ...session } = await sessions.get(owner, sessionId);
      const tokens = await accounts.listTokens(owner);
      return {
        session,
        token: tokens.some(({ id }) => id === token.id),
      };
    },
  };
}
