import type { Page, PageRequest } from "./page.ts";

export interface UserRecord {
  id: number;
  username: string;
  firstName: string;
  lastName: string;
  email: string;
  isStaff: boolean;
  isSuperuser: boolean;
  passwordHash: string | null;
  createdAt: string;
  profile: ProfileRecord | null;
}

export interface ProfileRecord {
  staffView: boolean;
  archiveTokenCipher: string | null;
  archiveTokenHash: string | null;
  refreshedAt: string;
}

export interface UserInput {
  username: string;
  firstName: string;
  lastName: string;
  email: string;
  isStaff: boolean;
  isSuperuser: boolean;
}

export interface ProfileInput {
  staffView: boolean;
  archiveTokenCipher: string | null;
  archiveTokenHash: string | null;
}

export interface UserRepository {
  find(id: number): Promise<UserRecord | null>;
  findByUsername(username: string): Promise<UserRecord | null>;
  findByArchiveTokenHash(hash: string): Promise<UserRecord | null>;
  /** By username: makes the user or brings them up to date. */
  save(input: UserInput): Promise<UserRecord>;
  /** The last owner of a token is its only owner: another profile with the same hash loses it. */
  saveProfile(userId: number, input: ProfileInput): Promise<void>;
  setPasswordHash(userId: number, hash: string | null): Promise<void>;
  list(filter: { search?: string } & PageRequest): Promise<Page<UserRecord>>;
  /** False when there was no such user. Everything of theirs goes with them. */
  delete(id: number): Promise<boolean>;
}
