import { createHmac, timingSafeEqual } from "node:crypto";

/** Lists show the same links again and again. */
const MOST_REMEMBERED = 20_000;

export interface FileLinks {
  link(operationId: number, salt: string, name: string): string;
  verify(operationId: number, salt: string, name: string, signature: string): boolean;
  /** The same for a file that was made of a frame and belongs to no operation. */
  frameLink(folder: string, name: string): string;
  verifyFrame(folder: string, name: string, signature: string): boolean;
}

/**
 * Links to the files of an operation that work without a header. Nothing in them expires, so they are the same in every
 * answer; a new salt kills all links of an operation. A link to a file made of a frame ends with that file.
 */
export function fileLinks({ secret, publicUrl }: { secret: string; publicUrl: string }): FileLinks {
  const sign = (...about: unknown[]) => createHmac("sha256", secret).update(JSON.stringify(about)).digest("base64url");
  const links = new Map<string, string>();
  const address = (place: string | number, name: string, signature: string) =>
    `${publicUrl}/files/${place}/${encodeURIComponent(name)}?s=${signature}`;

  return {
    link(operationId, salt, name) {
      const known = `${operationId} ${salt} ${name}`;
      const link = links.get(known) ?? address(operationId, name, sign("file-link", operationId, salt, name));
      links.delete(known); // so that it comes last, as the one used last
      links.set(known, link);
      if (links.size > MOST_REMEMBERED) links.delete(links.keys().next().value!);
      return link;
    },
    verify: (operationId, salt, name, signature) => areEqual(sign("file-link", operationId, salt, name), signature),
    frameLink: (folder, name) => address(`frames/${folder}`, name, sign("frame-link", folder, name)),
    verifyFrame: (folder, name, signature) => areEqual(sign("frame-link", folder, name), signature),
  };
}

function areEqual(signature: string, given: string): boolean {
  const [expected, actual] = [Buffer.from(signature), Buffer.from(given)];
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
