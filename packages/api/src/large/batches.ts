/** Groups neighbours so that each group holds at most `limit` bytes; one that is larger stands alone. */
export function batches<T extends { bytes: number }>(items: readonly T[], limit: number): T[][] {
  const groups: T[][] = [];
  let room = 0;
  for (const item of items) {
    if (groups.length === 0 || item.bytes > room) {
      groups.push([]);
      room = limit;
    }
    groups.at(-1)!.push(item);
    room -= item.bytes;
  }
  return groups;
}
