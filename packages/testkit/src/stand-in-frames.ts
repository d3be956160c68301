import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { type ArchiveRecord, archiveRecord } from "@datalab/archive";
import { fileSource, openFits } from "@datalab/fits";

export interface StandInFrame {
  id: number;
  basename: string;
  path: string;
  size: number;
}

/** The FITS files of some folders (not of their subfolders) by the names an archive would give them. */
export async function findFrames(dirs: readonly string[]): Promise<Map<string, StandInFrame>> {
  const frames = new Map<string, StandInFrame>();
  for (const dir of dirs) {
    for (const name of (await readdir(dir)).sort()) {
      const basename = name.replace(/\.fits(\.fz|\.gz)?$/, "");
      if (basename === name || frames.has(basename)) continue;
      const path = join(dir, name);
      frames.set(basename, { id: 1000 + frames.size, basename, path, size: (await stat(path)).size });
    }
  }
  return frames;
}

/** What the archive's API tells about a frame, read from its header. */
export async function recordOf(frame: StandInFrame, url: string): Promise<ArchiveRecord> {
  const source = await fileSource(frame.path);
  try {
    const file = await openFits(source);
    const header = (file.find("SCI") ?? file.hdus[0]!).header;
    return archiveRecord({ id: frame.id, basename: frame.basename, url, header });
  } finally {
    await source.close();
  }
}
