import type { ResultMade } from "@datalab/services";

/** How a result was made, where it would be made otherwise today: for people. */
export function madeText({ version, currentVersion, byOlderConventions }: ResultMade, name: string): string {
  const isOld = version !== currentVersion;
  const way = byOlderConventions ? "by the older service's conventions" : "by the product's own conventions";
  if (!isOld) return `Made ${way}; this server now works by the other ones.`;
  const conventions = byOlderConventions ? ` ${way}` : "";
  return `Made by version ${version} of ${name}${conventions}; version ${currentVersion} is current.`;
}
