import type { ErrorKind } from "@datalab/errors";

/** What a new thread is given. */
export interface ThreadSetup {
  module: WebAssembly.Module;
  /** Addresses of further modules with tasks. */
  taskModules: string[];
}

export interface TaskRequest {
  task: string;
  payload: unknown;
  /** One int32; not 0: the caller has cancelled. */
  cancelFlag: SharedArrayBuffer;
}

export type TaskReply = { ok: true; result: unknown } | { ok: false; error: TravellingError };

/** An AppError between threads; `detail` is for logs only. */
interface TravellingError {
  kind: ErrorKind;
  code: string;
  message: string;
  detail: string;
}
