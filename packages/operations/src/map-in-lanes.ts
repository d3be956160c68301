import { inLanes } from "./in-lanes.ts";

/** `work` on every item as `inLanes` does it; results in the order of the items. */
export async function mapInLanes<Item, Result>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  await inLanes(items.length, lanes, async (index) => {
    results[index] = await work(items[index]);
  });
  return results;
}
