import { AppError } from "./app-error.ts";

/** Too much too soon; the same call may work after `retryAfter` seconds. */
export class LimitError extends AppError {
  readonly retryAfter: number;
  /** How many are allowed in a window, where calls are counted. */
  readonly limit: number | undefined;

  constructor(code: string, message: string, retryAfter: number, limit?: number) {
    super("limit", code, message);
    this.retryAfter = Math.max(1, Math.ceil(retryAfter));
    this.limit = limit;
  }
}
