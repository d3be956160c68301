export interface FrameAccessRecord {
  source: string;
  basename: string;
  frameId: string;
  checkedAt: string;
}

/** What the archive said lately about a user's right to read a frame. */
export interface FrameAccessRepository {
  /** Of the basenames, those checked within the last `withinSeconds`. */
  fresh(userId: number, source: string, basenames: string[], withinSeconds: number): Promise<FrameAccessRecord[]>;
  remember(userId: number, source: string, frames: { basename: string; frameId: string }[]): Promise<void>;
  /** A user's answers end with the token they were given for. */
  forget(userId: number): Promise<void>;
  removeOlderThan(seconds: number): Promise<number>;
}
