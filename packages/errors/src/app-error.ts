const policies = {
  invalid: { http: 400, retry: false, expose: true },
  unauthenticated: { http: 401, retry: false, expose: true },
  forbidden: { http: 403, retry: false, expose: true },
  notFound: { http: 404, retry: false, expose: true },
  conflict: { http: 409, retry: false, expose: true },
  tooLarge: { http: 413, retry: false, expose: true },
  limit: { http: 429, retry: false, expose: true },
  transient: { http: 503, retry: true, expose: true },
  cancelled: { http: 409, retry: false, expose: true },
  internal: { http: 500, retry: false, expose: false },
} as const;

export type ErrorKind = keyof typeof policies;

/** What each kind of error means at every boundary: HTTP status, whether the same call may work later, whether its text may be shown. */
export const errorPolicies: Readonly<Record<ErrorKind, { http: number; retry: boolean; expose: boolean }>> = policies;

export class AppError extends Error {
  override readonly name = "AppError";
  readonly kind: ErrorKind;
  /** Stable and machine-readable: "fits.truncated". */
  readonly code: string;

  constructor(kind: ErrorKind, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
    this.code = code;
  }

  get policy() {
    return errorPolicies[this.kind];
  }

  /** The text a caller may see. */
  get publicMessage(): string {
    return this.policy.expose ? this.message : "Something went wrong on our side.";
  }
}

/** Every boundary calls this once, so a stray throw can never leak its text. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return new AppError("internal", "internal.unexpected", "Unexpected error", { cause: thrown });
}
