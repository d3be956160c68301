import { createHmac, timingSafeEqual } from "node:crypto";

export interface FileLinks {
  link(operationId: number, salt: string, name: string): string;
  verify(operationId: number, salt: string, name: string, signature: string): boolean;
}

/**
 * Links to the files of an operation that work without a header. Nothing in them expires, so they are the same in every
 * answer; a new salt kills all links of an operation.
 */
export function fileLinks({ secret, publicUrl }: { secret: string; publicUrl: string }): FileLinks {
  const sign = (operationId: number, salt: string, name: string) =>
    createHmac("sha256", secret)
      .update(JSON.stringify(["file-link", operationId, salt, name]))
      .digest("base64url");

  return {
    link: (operationId, salt, name) =>
      `${publicUrl}/files/${operationId}/${encodeURIComponent(name)}?s=${sign(operationId, salt, name)}`,
    verify(operationId, salt, name, signature) {
      const expected = Buffer.from(sign(operationId, salt, name));
      const given = Buffer.from(signature);
      return expected.length === given.length && timingSafeEqual(expected, given);
    },
  };
}
