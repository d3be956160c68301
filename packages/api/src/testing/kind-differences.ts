/** Where an answer has other members, other lengths or other types; long lists and texts were cut when they were recorded. */
export function kindDifferences(recorded: unknown, actual: unknown, path = ""): string[] {
  const different = [
    `${path || "body"}: ${JSON.stringify(recorded)?.slice(0, 100)} became ${JSON.stringify(actual)?.slice(0, 100)}`,
  ];
  if (Array.isArray(recorded) && Array.isArray(actual)) {
    const [, cut] = /^\.\.\. (\d+) items$/.exec(String(recorded.at(-1))) ?? [];
    if (actual.length !== Number(cut ?? recorded.length)) return different;
    return kindDifferences(recorded[0], actual[0], `${path}[0]`);
  }
  if (typeof recorded !== "object" || recorded === null) return typeof recorded === typeof actual ? [] : different;
  const names = Object.keys(recorded);
  if (JSON.stringify(names) !== JSON.stringify(Object.keys(actual as object))) return different;
  return names.flatMap((name) =>
    kindDifferences(Reflect.get(recorded, name), Reflect.get(actual as object, name), `${path}.${name}`),
  );
}
