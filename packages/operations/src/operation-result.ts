export type FileRole = "fits" | "tif" | "large" | "small" | "diagnostic";

export interface ProducedFile {
  /** `<key>` or `<key>-<n>`. */
  readonly basename: string;
  readonly type: "fits" | "image";
  readonly files: readonly {
    readonly role: FileRole;
    /** Object name inside the key's folder: `<key>.fits`. */
    readonly name: string;
    readonly path: string;
    readonly contentType: string;
  }[];
}

export interface OperationResult {
  readonly output_files: readonly ProducedFile[];
  readonly output_data: readonly unknown[];
}
