import { writeFile } from "node:fs/promises";
import type { Archive } from "@datalab/archive";
import { AppError } from "@datalab/errors";

export interface FakeArchive extends Archive {
  /** Makes a frame, or replaces it by another of the same name; without readers it is public. */
  put(basename: string, frame: { id: string; readers?: string[] }): void;
  /** The next look-ups fail for a passing reason. */
  failNext(count: number): void;
  /** Basenames asked for, in order, with the token. */
  readonly lookups: { basename: string; token: string | null }[];
  readonly downloads: string[];
}

export function fakeArchive(): FakeArchive {
  const known = new Map<string, { id: string; readers?: string[] }>();
  const lookups: FakeArchive["lookups"] = [];
  const downloads: string[] = [];
  let failures = 0;

  const frame: Archive["frame"] = async (basename, token) => {
    lookups.push({ basename, token });
    if (failures > 0) {
      failures--;
      throw new AppError("transient", "archive.unreachable", "The archive did not answer.");
    }
    const found = known.get(basename);
    if (!found || (found.readers && !found.readers.includes(token ?? ""))) {
      throw new AppError(
        "notFound",
        "archive.frame_not_found",
        `${basename} is not in the archive, or you may not see it.`,
      );
    }
    return { id: found.id, basename, url: `https://archive.example/${basename}` };
  };
  return {
    put: (basename, entry) => void known.set(basename, entry),
    failNext(count) {
      failures = count;
    },
    lookups,
    downloads,
    frame,
    frames: (basenames, token) => Promise.all(basenames.map((basename) => frame(basename, token))),
    async download({ basename, id }, toPath) {
      downloads.push(basename);
      await writeFile(toPath, `pixels of ${basename} (${id})`);
    },
  };
}
