/** Maps in order with at most `limit` calls under way; after a failure no new call starts. Equal items are asked once. */
export async function mapConcurrently<T, R>(
  items: readonly T[],
  limit: number,
  call: (item: T) => Promise<R>,
): Promise<R[]> {
  const pending = [...new Set(items)];
  const results = new Map<T, R>();
  const run = async () => {
    for (let item = pending.shift(); item !== undefined; item = pending.shift()) {
      try {
        results.set(item, await call(item));
      } catch (thrown) {
        pending.length = 0;
        throw thrown;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, pending.length) }, run));
  return items.map((item) => results.get(item) as R);
}
