import { createHash } from "node:crypto";
import { AppError } from "@datalab/errors";
import type { KeptFile } from "@datalab/operations";
import { objectKey } from "../files/object-key.ts";
import type { InputRight } from "../runs/input-rights.ts";
import type { ServiceDeps } from "../service-deps.ts";

const LONGEST_NAME = 190;

/** Files that are made of frames once: where they are kept follows from the frame's version and the way they are made, so none is ever stale. */
export function keptFiles(deps: ServiceDeps) {
  const making = new Map<string, Promise<void>>();

  async function makeUnlessKept(key: string, file: KeptFile): Promise<void> {
    if (await isKept(key)) return;
    await file.make(async (path) => void (await deps.store.put(key, path)));
  }

  async function isKept(key: string): Promise<boolean> {
    try {
      await deps.store.head(key);
      return true;
    } catch (error) {
      if (error instanceof AppError && error.kind === "notFound") return false;
      throw error;
    }
  }

  return {
    /** The address of the file, which is there then. */
    async linkTo({ source, basename, version }: InputRight, file: KeptFile): Promise<string> {
      const origin = JSON.stringify([source, basename, version, file.extension, file.version]);
      const folder = createHash("sha256").update(`frame file ${origin}`).digest("hex");
      const name = `${basename.replaceAll("+", "_").slice(0, LONGEST_NAME)}.${file.extension}`;
      const key = objectKey(folder, name);
      const made = making.get(key) ?? makeUnlessKept(key, file).finally(() => making.delete(key));
      making.set(key, made);
      await made;
      return deps.links.frameLink(folder, name);
    },
  };
}

export type KeptFiles = ReturnType<typeof keptFiles>;
