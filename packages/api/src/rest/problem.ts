/** A request the protocol itself refuses (method, media type, syntax), before any verb is asked. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;

  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}
