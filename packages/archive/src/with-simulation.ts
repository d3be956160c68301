import type { Archive } from "./archive.ts";

/** Names that the simulated archive answers for. */
export function isSimulated(basename: string): boolean {
  return basename.startsWith("sim-");
}

/** One archive out of two: `sim-…` names are always the simulation's, everything else is the real archive's. */
export function withSimulation(simulation: Archive, archive: Archive): Archive {
  const ownerOf = (basename: string) => (isSimulated(basename) ? simulation : archive);
  return {
    frame: (basename, token) => ownerOf(basename).frame(basename, token),
    async frames(basenames, token) {
      const own = await simulation.frames(basenames.filter(isSimulated), token);
      const others = await archive.frames(
        basenames.filter((name) => !isSimulated(name)),
        token,
      );
      return basenames.map((name) => (isSimulated(name) ? own : others).shift()!);
    },
    download: (frame, toPath, options) => ownerOf(frame.basename).download(frame, toPath, options),
  };
}
