const RESULT_KEY = /^[0-9a-f]{64}(?=-|$)/;

/** The result key that an output's basename (`<key>` or `<key>-<n>`) begins with, or null. */
export function resultKeyOfBasename(basename: string): string | null {
  return RESULT_KEY.exec(basename)?.[0] ?? null;
}

/** Where the store keeps a file of a result. */
export function objectKey(resultKey: string, name: string): string {
  return `${resultKey}/${name}`;
}

export function fitsObjectKey(resultKey: string, basename: string): string {
  return objectKey(resultKey, `${basename}.fits`);
}
