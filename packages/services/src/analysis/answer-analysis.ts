import { AppError } from "@datalab/errors";
import { type AnalysedFrame, type AnalysisName, isAnalysisName, parseAnalysis } from "@datalab/operations";
import type { Actor } from "../actor.ts";
import { defineVerb } from "../define-verb.ts";
import { downloadOf } from "../runs/input-download.ts";
import type { ServiceDeps } from "../service-deps.ts";
import type { AnalysisEngine } from "./analysis-engine.ts";
import { compositeLink } from "./composite-link.ts";
import { archiveUser, frameRight, notFetched } from "./frame-right.ts";
import type { KeptFiles } from "./kept-files.ts";

const LONGEST_ECHO = 100;

/** Answers a question about one frame. The caller's right to read it is settled each time, whatever the caches hold. */
export const answerAnalysis = (engine: AnalysisEngine, kept: KeptFiles) =>
  defineVerb({
    access: "sessions:read",
    async run(deps, actor, name: string, body: unknown): Promise<object> {
      if (!isAnalysisName(name))
        throw new AppError(
          "invalid",
          "analysis.unknown",
          `Analysis action '${name.slice(0, LONGEST_ECHO)}' not found.`,
        );
      const { file, input } = parseAnalysis(name, body);
      const composite = name === "get-tif" && (await compositeLink(deps, actor, file));
      if (composite) return { tif_url: composite };
      const answer = async () =>
        engine.analyser.run(name, input, await analysedFrame(deps, engine, kept, { actor, name, file }));
      return answer().catch((error) => {
        if (error instanceof AppError && error.code === "inputs.changed") return answer(); // about the new version
        throw error;
      });
    },
  });

async function analysedFrame(
  deps: ServiceDeps,
  engine: AnalysisEngine,
  kept: KeptFiles,
  { actor, name, file }: { actor: Actor; name: AnalysisName; file: AnalysedFrame["file"] },
): Promise<AnalysedFrame> {
  const right = await frameRight(deps, actor, name, file);
  return {
    file,
    version: right.version,
    keep: (made) => kept.linkTo(right, made),
    async fetch() {
      const download = downloadOf(deps, await archiveUser(actor), right);
      return engine.frameCache.fetch(right, download).catch(notFetched(name, file));
    },
  };
}
