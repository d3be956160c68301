import { randomInt } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** argon2id with the library's (OWASP) cost. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** Costs the same whether or not there is a hash, so an answer's time does not tell who has an account. */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("nobody's password");
  const matches = await verify(passwordHash ?? (await decoy), password);
  return passwordHash !== null && matches;
}

let decoy: Promise<string> | undefined;

/** Letters that are hard to mistake for one another: about 100 bits. */
const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

export function oneTimePassword(): string {
  const group = () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return [group(), group(), group(), group()].join("-");
}
