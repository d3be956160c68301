import { copyFile } from "node:fs/promises";
import type { Archive } from "@datalab/archive";
import { AppError } from "@datalab/errors";

/** An archive whose frames are all the same file; who may read which one is told by name. */
export function localArchive(path: string, readers: Readonly<Record<string, readonly string[]>>): Archive {
  const frame: Archive["frame"] = async (basename, token) => {
    if (!readers[basename]?.includes(token ?? "")) {
      throw new AppError("notFound", "archive.frame_not_found", `The archive has no frame ${basename} for you.`);
    }
    return { id: basename, basename, url: `https://archive.example/${basename}` };
  };
  return {
    frame,
    frames: (basenames, token) => Promise.all(basenames.map((basename) => frame(basename, token))),
    download: (_frame, toPath) => copyFile(path, toPath),
  };
}
