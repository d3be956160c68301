export interface WorkerBeat {
  id: string;
  host: string;
  pid: number;
  version: string;
  threads: number;
  /** Bytes. */
  memory: number | null;
  currentRunId: string | null;
  /** What keeps it from taking jobs, as a sentence. */
  trouble: string | null;
}

export interface WorkerRecord extends WorkerBeat {
  drainRequested: boolean;
  startedAt: string;
  heartbeatAt: string;
}

export interface WorkerRepository {
  /** The process lives, and this is what it does; the first beat makes its row. */
  beat(worker: WorkerBeat): Promise<{ drainRequested: boolean }>;
  /** Those with a heartbeat of late. */
  alive(withinSeconds: number): Promise<WorkerRecord[]>;
  leave(id: string): Promise<void>;
  removeOlderThan(seconds: number): Promise<number>;
}
