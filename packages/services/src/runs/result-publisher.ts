import type { RunFileRecord } from "@datalab/db";
import type { OperationResult } from "@datalab/operations";
import type { BlobStore } from "@datalab/storage";
import { objectKey } from "../files/object-key.ts";

export interface ResultPublisher {
  /** Shows what is done of a result, in its own time; a later call takes over from one that has not begun. */
  publish(partial: OperationResult): void;
  /** Brings what is missing to the store and answers all files. Nothing is shown any more. */
  finish(result: OperationResult): Promise<RunFileRecord[]>;
  /** Resolves when nothing is being stored or shown any more. */
  stop(): Promise<void>;
}

interface Publication {
  store: BlobStore;
  /** The run's folder of the store. */
  folder: string;
  /** Outputs that an attempt before has shown: what was seen must not disappear. */
  shown: number;
  signal: AbortSignal;
  show(result: OperationResult, files: RunFileRecord[]): Promise<unknown>;
}

/** Brings the files of a run to the store, each once, while the run goes on. */
export function resultPublisher({ store, folder, shown, signal, show }: Publication): ResultPublisher {
  const stored = new Map<string, RunFileRecord>();
  let newest: OperationResult | null = null;
  let publishing: Promise<void> | null = null;

  const bring = async (result: OperationResult): Promise<RunFileRecord[]> => {
    const files: RunFileRecord[] = [];
    const produced = [...result.output_files.flatMap((output) => output.files), ...result.attachments];
    for (const { role, name, path, contentType } of produced) {
      signal.throwIfAborted();
      const key = objectKey(folder, name);
      const file = stored.get(key) ?? { key, role, contentType, ...(await store.put(key, path)) };
      stored.set(key, file);
      files.push(file);
    }
    return files;
  };
  const drain = async () => {
    try {
      while (newest) {
        const result = newest;
        newest = null;
        await show(result, await bring(result));
      }
    } catch {
      // seeing it early is a courtesy: whatever is wrong, the next publication or the end of the run meets it again
    } finally {
      publishing = null;
    }
  };
  const stop = async () => {
    newest = null;
    await publishing;
  };
  return {
    stop,
    publish(partial) {
      if (partial.output_files.length + partial.output_data.length <= shown) return;
      newest = partial;
      publishing ??= drain();
    },
    async finish(result) {
      await stop();
      return bring(result);
    },
  };
}
