import { type DemoFrame, demoFrames, demoTarget } from "@datalab/archive";
import { defineVerb } from "../define-verb.ts";
import { storableJson } from "../input/storable-json.ts";
import { submitOperation } from "../operations/submit-operation.ts";

const NAME = "Demo night";
const MEDIAN_OF = 8;
const SAMPLE = 3;

export interface Demo {
  sessionId: number;
  /** A few of its frames, enough to start an operation with. */
  files: { source: string; basename: string }[];
}

/** A session of simulated frames with a few operations, for a person who looks around. Once made it is left alone. */
export const seedDemo = defineVerb({
  access: "sessions:write",
  async run(deps, actor): Promise<Demo> {
    const frames = demoFrames();
    const series = frames.filter(({ filter }) => filter === frames[0]!.filter);
    const files = series.slice(0, SAMPLE).map(({ source, basename }) => ({ source, basename }));
    const { sessions } = deps.database;
    const known = await sessions.list({ ownerId: actor.userId, nameExact: NAME, limit: 1, offset: 0 });
    if (known.results[0]) return { sessionId: known.results[0].id, files };

    const session = await sessions.create({ ownerId: actor.userId, name: NAME, inputData: storableJson(frames) });
    for (const example of examples(frames, series)) await submitOperation(deps)(actor, session.id, example);
    return { sessionId: session.id, files };
  },
});

/** A picture, a light curve and a colour–magnitude diagram. */
function examples(frames: readonly DemoFrame[], series: readonly DemoFrame[]) {
  const lastIn = (filter: string) => frames.filter((frame) => frame.filter === filter).slice(-1);
  const { name, ra, dec } = demoTarget;
  return [
    { name: "Median", input_data: { input_files: series.slice(0, MEDIAN_OF) } },
    {
      name: "Aperture Photometry",
      input_data: {
        source: { name, ra, dec },
        input_files: series,
        aperture_radius: 4,
        annulus_inner_radius: 8,
        annulus_outer_radius: 14,
      },
    },
    {
      name: "HR Diagram",
      input_data: {
        blue_filter_files: lastIn("gp"),
        red_filter_files: lastIn("rp"),
        cluster: { name: "Simulated cluster", ra, dec },
        search_radius_arcmin: 4,
      },
    },
  ];
}
