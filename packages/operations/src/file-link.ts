/** Stands in a result's data where its reader finds the address of a file. */
export interface FileLink {
  readonly "datalab:file": string;
}

export function fileLink(name: string): FileLink {
  return { "datalab:file": name };
}

/** A copy in which `replace(name)` stands for each link. Links are found in objects, at any depth, but not in lists. */
export function replaceFileLinks(value: unknown, replace: (name: string) => unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const name = (value as Partial<FileLink>)["datalab:file"];
  if (typeof name === "string") return replace(name);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, replaceFileLinks(member, replace)]));
}
