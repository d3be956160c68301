import { AppError } from "./app-error.ts";

/** Too much too soon; the same call may work after `retryAfter` seconds. */
export class LimitError extends AppError {
  readonly retryAfter: number;

  constructor(code: string, message: string, retryAfter: number) {
    super("limit", code, message);
    this.retryAfter = Math.max(1, Math.ceil(retryAfter));
  }
}
