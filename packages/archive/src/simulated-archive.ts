import { randomUUID } from "node:crypto";
import { access, constants, copyFile, mkdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@datalab/errors";
import type { Archive, ArchiveFrame } from "./archive.ts";
import { frameNotFound } from "./find-frame.ts";
import { nightVersion, simulatedNight } from "./simulation/night.ts";
import type { FrameRecipe } from "./simulation/recipe.ts";
import { simulatedId, simulatedUrl } from "./simulation/simulated-record.ts";
import { writeFrame } from "./simulation/write-frame.ts";

/** An archive of frames that never were: each is made in `dir` when it is first asked for, and may be seen by everyone. */
export function simulatedArchive({ dir }: { dir: string }): Archive {
  const night = simulatedNight();
  const folder = join(dir, `night-${nightVersion}`);
  const making = new Map<string, Promise<string>>();

  const recipeOf = (basename: string): FrameRecipe => {
    const recipe = night.get(basename);
    if (!recipe) throw frameNotFound(basename);
    return recipe;
  };
  const frame = async (basename: string): Promise<ArchiveFrame> => {
    recipeOf(basename);
    return { id: simulatedId(basename), basename, url: simulatedUrl(basename) };
  };
  const fileOf = (recipe: FrameRecipe): Promise<string> => {
    const { basename } = recipe;
    const made = making.get(basename) ?? makeOnce(recipe, folder).finally(() => making.delete(basename));
    making.set(basename, made);
    return made;
  };

  return {
    frame,
    frames: (basenames) => Promise.all(basenames.map(frame)),
    async download({ basename }, toPath, { signal, maxBytes }) {
      const path = await fileOf(recipeOf(basename));
      if (signal?.aborted) throw new AppError("cancelled", "archive.cancelled", "The download was cancelled.");
      if ((await stat(path)).size > maxBytes) {
        throw new AppError("tooLarge", "archive.file_too_large", "The frame is larger than allowed.");
      }
      await copyFile(path, toPath, constants.COPYFILE_FICLONE);
    },
  };
}

/** Written beside its place and moved there, so that a half-made file is never served; two makers make the same bytes. */
async function makeOnce(recipe: FrameRecipe, folder: string): Promise<string> {
  const path = join(folder, `${recipe.basename}.fits.fz`);
  if (await exists(path)) return path;
  await mkdir(folder, { recursive: true });
  const draft = `${path}.${randomUUID()}.part`;
  try {
    await writeFrame(recipe, draft);
    await rename(draft, path);
  } catch (thrown) {
    await rm(draft, { force: true });
    throw thrown;
  }
  return path;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
