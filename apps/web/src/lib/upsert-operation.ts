import type { OperationView, Page } from "@datalab/services";

/** The page with this operation in place of its older self, or added; oldest first. */
export function upsertOperation(page: Page<OperationView>, operation: OperationView): Page<OperationView> {
  const known = page.results.some(({ id }) => id === operation.id);
  if (known) {
    return { ...page, results: page.results.map((each) => (each.id === operation.id ? operation : each)) };
  }
  const results = [...page.results, operation].sort((a, b) => a.id - b.id);
  return { count: page.count + 1, results };
}

/** The page without this operation. */
export function removeOperation(page: Page<OperationView>, id: number): Page<OperationView> {
  const results = page.results.filter((each) => each.id !== id);
  return { count: page.count - (page.results.length - results.length), results };
}

/**
 * The list after the answer to a call about an operation. If the stream has spoken of it since it was `before`, the
 * stream's word stands: the answer may be the older one, and of what the call did the stream will tell as well.
 */
export function answered(
  page: Page<OperationView>,
  before: OperationView | undefined,
  operation: OperationView,
): Page<OperationView> {
  const now = page.results.find(({ id }) => id === operation.id);
  return now === before ? upsertOperation(page, operation) : page;
}
