import { fullDisk } from "@datalab/errors";
import type { InputRight } from "./input-rights.ts";
import type { RunEngine } from "./run-engine.ts";

/** A frame that nobody has measured: a compressed one of 4096 x 4096 pixels. */
const UNKNOWN_FRAME_BYTES = 32 * 2 ** 20;

/** What a run may write, at most about as much again as it reads for each of two steps: its outputs, and what they are made from. */
const WRITTEN_PER_READ = 2;

/** Sets room apart for what a run will download and write; throws the outage "disk" when there is none. */
export async function roomForRun(
  { disk, frameCache }: RunEngine,
  rights: readonly InputRight[],
): Promise<{ release(): Promise<void> }> {
  let bytes = 0;
  for (const right of rights) {
    const here = await frameCache.bytesOf(right);
    bytes += (here ?? UNKNOWN_FRAME_BYTES) * WRITTEN_PER_READ + (here === null ? UNKNOWN_FRAME_BYTES : 0);
  }
  const room = await disk.reserve(bytes);
  if (!room) throw fullDisk();
  return room;
}
