import type { UserRecord } from "./user-repository.ts";

export interface SignInInput {
  id: string;
  userId: number;
  address: string;
  userAgent: string;
}

export interface SignInRecord extends SignInInput {
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
}

/** Browsers that are signed in. A row lives on while it is used, a week after the last time and a month at most. */
export interface SignInRepository {
  create(input: SignInInput): Promise<void>;
  /** Whose it is, in one statement; notes the use at most once a minute. Null when it has ended or is another user's. */
  use(id: string, userId: number): Promise<UserRecord | null>;
  /** Those that hold, the last used first. */
  list(userId: number): Promise<SignInRecord[]>;
  /** False when it is not the user's or has ended. */
  end(id: string, userId: number): Promise<boolean>;
  /** Ends all of the user's but one. */
  endAll(userId: number, except: string | null): Promise<void>;
}
