export type FileRole = "fits" | "tif" | "large" | "small" | "diagnostic";

export interface ResultFile {
  readonly role: FileRole;
  /** Object name inside the key's folder: `<key>.fits`. */
  readonly name: string;
  readonly path: string;
  readonly contentType: string;
}

export interface ProducedFile {
  /** `<key>` or `<key>-<n>`. */
  readonly basename: string;
  readonly type: "fits" | "image";
  readonly files: readonly ResultFile[];
  /** What people should know about it. */
  readonly note?: string;
}

export interface OperationResult {
  readonly output_files: readonly ProducedFile[];
  /** JSON values in which a `fileLink` stands for the address of one of the attachments. */
  readonly output_data: readonly unknown[];
  /** Files that are no outputs of their own. */
  readonly attachments: readonly ResultFile[];
}
