import type { OperationView } from "@datalab/services";
import { publicFrames, SECRET, secretFrame, type World } from "../world.ts";

/** Things of the owner's, for one request to be about. */
export interface Belongings {
  sessionId: number;
  waiting: number;
  cancelled: number;
  completed: OperationView;
  tokenId: number;
  /** Everything about them that a stranger must not be able to change. */
  state(): Promise<unknown>;
}

export const median = (...basenames: readonly string[]) => ({
  name: "Median",
  input_data: { input_files: basenames.map((basename) => ({ basename, source: "archive" })), note: SECRET },
});

export async function makeBelongings({ services, actors: { owner }, work }: World): Promise<Belongings> {
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
  return {
    sessionId,
    waiting,
    cancelled,
    completed: await operations.get(owner, sessionId, done),
    tokenId: token.id,
    async state() {
      const { accessed: _, ...session } = await sessions.get(owner, sessionId);
      const tokens = await accounts.listTokens(owner);
      return { session, token: tokens.some(({ id }) => id === token.id) };
    },
  };
}
