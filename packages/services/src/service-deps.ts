import type { Archive } from "@datalab/archive";
import type { Database } from "@datalab/db";
import type { ClientRelease } from "@datalab/operations";
import type { JobQueue } from "@datalab/queue";
import type { BlobStore, FileLinks } from "@datalab/storage";
import type { Portal } from "./accounts/portal.ts";
import type { SecretBox } from "./accounts/secret-box.ts";
import type { SignInBrake } from "./accounts/sign-in-brake.ts";
import type { UnknownTokens } from "./accounts/unknown-tokens.ts";
import type { Quotas } from "./quotas/quotas.ts";

/** Where a verb tells what went wrong without failing; a pino logger is one. */
export interface ServiceLogger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** What web and worker give. */
export interface ServiceOptions {
  database: Database;
  queue: Pick<JobQueue, "enqueue" | "remove" | "has" | "ping">;
  store: BlobStore;
  links: FileLinks;
  archive: Archive;
  portal: Portal;
  secretKey: string;
  /** Lets the portal push users; without one nobody can. */
  serverKey?: string;
  logger: ServiceLogger;
  /** Whether the disk of this process has room. */
  hasRoom?(): Promise<boolean>;
  /** The predecessor's conventions in numbers: such results have keys of their own. */
  parity?: boolean;
  /** What one account may keep; left out: the defaults. */
  quotas?: Partial<Quotas>;
  /** For which web client operations are described; the older one when left out. */
  clientRelease?: ClientRelease;
}

/** What a verb gets. */
export interface ServiceDeps extends Omit<ServiceOptions, "quotas"> {
  quotas: Quotas;
  secrets: SecretBox;
  brake: SignInBrake;
  unknownTokens: UnknownTokens;
}
