import { AppError } from "@datalab/errors";

export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/** Wrong input that belongs to named members; REST answers 400 with `fields` as its body. Any other `invalid` error answers `{"error": message}`. */
export class FieldError extends AppError {
  readonly fields: FieldErrors;

  constructor(fields: FieldErrors) {
    super(
      "invalid",
      "input.fields",
      Object.entries(fields)
        .map(([name, texts]) => `${name}: ${texts.join(" ")}`)
        .join(" "),
    );
    this.fields = fields;
  }
}
