import type { Analyser } from "@datalab/operations";
import type { FrameCache } from "@datalab/storage";

/** What one web process answers analyses with. */
export interface AnalysisEngine {
  analyser: Analyser;
  /** The machine's own, which its workers use too. */
  frameCache: FrameCache;
}
