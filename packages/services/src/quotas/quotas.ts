/** What one account may keep. */
export interface Quotas {
  sessions: number;
  operations: number;
  tokens: number;
  /** Bytes of the JSON of all its sessions and operations. */
  bytes: number;
  /** Bytes of one session with its operations; what is read in one piece never exceeds it by much. */
  sessionBytes: number;
}

const MB = 2 ** 20;

export const defaultQuotas: Quotas = {
  sessions: 1000,
  operations: 20_000,
  tokens: 50,
  bytes: 256 * MB,
  sessionBytes: 32 * MB,
};
