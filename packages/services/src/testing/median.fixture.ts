import type { Actor } from "../actor.ts";
import type { OperationView } from "../views.ts";
import type { WorkBench } from "./work-bench.fixture.ts";

export const files = (...basenames: string[]) => basenames.map((basename) => ({ basename, source: "archive" }));

/** A session of this user. */
export async function newSession(bench: WorkBench, actor: Actor): Promise<number> {
  return (await bench.services.sessions.create(actor, { name: "a session" })).id;
}

export interface Submitted {
  sessionId: number;
  id: number;
  view: OperationView;
}

/** A Median of these files in a new session. */
export async function submitMedian(bench: WorkBench, actor: Actor, inputFiles: object[]): Promise<Submitted> {
  const sessionId = await newSession(bench, actor);
  const body = { name: "Median", input_data: { input_files: inputFiles } };
  const view = await bench.services.operations.submit(actor, sessionId, body);
  return { sessionId, id: view.id, view };
}

export function look(bench: WorkBench, actor: Actor, { sessionId, id }: Submitted): Promise<OperationView> {
  return bench.services.operations.get(actor, sessionId, id);
}
