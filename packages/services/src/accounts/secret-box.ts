import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

/** Keeps tokens of other systems: readable only with the secret key, found by a keyed hash. */
export interface SecretBox {
  seal(text: string): string;
  /** null when it was sealed with another key or altered. */
  open(sealed: string): string | null;
  /** Equal texts have equal fingerprints, which tell nothing without the key. */
  fingerprint(text: string): string;
}

const NONCE = 12;
const TAG = 16;

/** AES-256-GCM and HMAC-SHA256 with keys derived from `secretKey`. */
export function secretBox(secretKey: string): SecretBox {
  const derive = (purpose: string) => Buffer.from(hkdfSync("sha256", secretKey, "", `datalab ${purpose}`, 32));
  const cipherKey = derive("token encryption");
  const lookupKey = derive("token lookup");
  return {
    seal(text) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv("aes-256-gcm", cipherKey, nonce);
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64");
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, "base64");
      if (bytes.length < NONCE + TAG) return null;
      const decipher = createDecipheriv("aes-256-gcm", cipherKey, bytes.subarray(0, NONCE));
      decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString("utf8");
      } catch {
        return null;
      }
    },
    fingerprint: (text) => createHmac("sha256", lookupKey).update(text).digest("hex"),
  };
}
