import type { JsonValue } from "./json.ts";

export interface IdempotentRequest {
  /** Digest of what was asked. */
  fingerprint: string;
  /** Null while the first request is at work. */
  answer: JsonValue;
}

/** Answers to requests with an Idempotency-Key, each kept under its user and key. */
export interface IdempotentRequestRepository {
  /** Null: the key is new and now this caller's, or its claim was older than `abandonedAfterSeconds` without an answer. */
  claim(
    userId: number,
    key: string,
    fingerprint: string,
    abandonedAfterSeconds: number,
  ): Promise<IdempotentRequest | null>;
  settle(userId: number, key: string, answer: JsonValue): Promise<void>;
  /** Gives a claim back, so that the same key may try again. */
  release(userId: number, key: string): Promise<void>;
  removeOlderThan(seconds: number): Promise<number>;
}
