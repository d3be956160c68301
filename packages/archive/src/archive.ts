/** What the archive told about a frame that the asking user may see. */
export interface ArchiveFrame {
  /** The archive's own id of the frame, as text. */
  id: string;
  basename: string;
  /** Where its file is; short-lived at the real archive, so look up and download in one go. */
  url: string;
}

export interface DownloadOptions {
  signal?: AbortSignal;
  maxBytes: number;
}

/**
 * The observatory's archive. `token` is the calling user's archive token, or null for an anonymous look.
 *
 * Errors are AppErrors: notFound "archive.frame_not_found" when the frame does not exist or this user may not see it,
 * forbidden when the archive refuses the token or a download address is not allowed, tooLarge, cancelled, and transient
 * for everything that may work later.
 */
export interface Archive {
  frame(basename: string, token: string | null): Promise<ArchiveFrame>;
  /** In the order asked, repeats included; fails as soon as one of them fails. */
  frames(basenames: readonly string[], token: string | null): Promise<ArchiveFrame[]>;
  /** Writes the frame's file to `toPath`, which is removed again when the download fails. */
  download(frame: ArchiveFrame, toPath: string, options: DownloadOptions): Promise<void>;
}
