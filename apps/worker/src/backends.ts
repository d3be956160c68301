import { join } from "node:path";
import { httpArchive, simulatedArchive, withSimulation } from "@datalab/archive";
import type { Logger, WorkerSettings } from "@datalab/config";
import { createDatabase } from "@datalab/db";
import { createJobQueue } from "@datalab/queue";
import { oauthPortal, type ServiceOptions } from "@datalab/services";
import { fileLinks, folderStore, s3Store } from "@datalab/storage";

export interface Backends {
  options: ServiceOptions;
  close(): Promise<void>;
}

/** The clients of everything outside this process, as the settings name it. */
export function openBackends(settings: WorkerSettings, logger: Logger): Backends {
  const database = createDatabase({ url: settings.databaseUrl });
  const queue = createJobQueue({ url: settings.queueUrl });
  const observatory = httpArchive(settings.archive);
  const simulation = simulatedArchive({ dir: join(settings.dataDir, "simulated") });
  return {
    options: {
      database,
      queue,
      store: settings.s3 ? s3Store(settings.s3) : folderStore(join(settings.dataDir, "objects")),
      links: fileLinks({ secret: settings.secretKey, publicUrl: settings.publicUrl }),
      archive: settings.demo ? withSimulation(simulation, observatory) : observatory,
      portal: oauthPortal(settings.oauth),
      secretKey: settings.secretKey,
      serverKey: settings.oauth.serverKey,
      logger,
    },
    async close() {
      await observatory.close();
      await queue.close();
      await database.close();
    },
  };
}
