import { join } from "node:path";
import { httpArchive, simulatedArchive, withSimulation } from "@datalab/archive";
import type { Logger, WorkerSettings } from "@datalab/config";
import { createDatabase } from "@datalab/db";
import { createJobQueue } from "@datalab/queue";
import { createBreaker, guardedArchive, oauthPortal, type ServiceOptions } from "@datalab/services";
import { type BlobStore, fileLinks, folderStore } from "@datalab/storage";

export interface Backends {
  options: ServiceOptions;
  close(): Promise<void>;
}

/** The clients of everything outside this process, as the settings name it. */
export async function openBackends(settings: WorkerSettings, logger: Logger): Promise<Backends> {
  const database = createDatabase({ url: settings.databaseUrl });
  const queue = createJobQueue({ url: settings.queueUrl });
  const observatory = httpArchive(settings.archive);
  const guarded = guardedArchive(observatory, createBreaker());
  const simulation = simulatedArchive({ dir: join(settings.dataDir, "simulated") });
  return {
    options: {
      database,
      queue,
      store: await openStore(settings),
      links: fileLinks({ secret: settings.secretKey, publicUrl: settings.publicUrl }),
      archive: settings.demo ? withSimulation(simulation, guarded) : guarded,
      portal: oauthPortal(settings.oauth),
      secretKey: settings.secretKey,
      serverKey: settings.oauth.serverKey,
      logger,
      parity: settings.conventions.parity,
    },
    async close() {
      await observatory.close();
      await queue.close();
      await database.close();
    },
  };
}

/** The AWS SDK takes 20 MB, so it is loaded only where there is a bucket. */
async function openStore({ s3, dataDir }: WorkerSettings): Promise<BlobStore> {
  if (!s3) return folderStore(join(dataDir, "objects"));
  const { s3Store } = await import("@datalab/storage/s3");
  return s3Store(s3);
}
