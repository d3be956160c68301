import { demoFrames } from "@datalab/archive";
import { defineVerb } from "../define-verb.ts";
import { storableJson } from "../input/storable-json.ts";
import { submitOperation } from "../operations/submit-operation.ts";

const NAME = "Demo night";
const MEDIAN_OF = 8;

/** A session of simulated frames with one Median, for a person who looks around. Once made it is left alone. */
export const seedDemo = defineVerb({
  access: "write",
  async run(deps, actor): Promise<{ sessionId: number }> {
    const { sessions } = deps.database;
    const known = await sessions.list({ ownerId: actor.userId, nameExact: NAME, limit: 1, offset: 0 });
    if (known.results[0]) return { sessionId: known.results[0].id };

    const frames = demoFrames();
    const session = await sessions.create({ ownerId: actor.userId, name: NAME, inputData: storableJson(frames) });
    const series = frames.filter(({ filter }) => filter === frames[0]!.filter).slice(0, MEDIAN_OF);
    await submitOperation(deps)(actor, session.id, { name: "Median", input_data: { input_files: series } });
    return { sessionId: session.id };
  },
});
