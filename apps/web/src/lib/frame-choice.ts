import { statedFilter } from "@datalab/operations/rules";
import type { JsonValue, OperationView } from "@datalab/services";

/** A file that can be an input: a frame of the session or a FITS result of one of its operations. */
export interface FrameChoice {
  /** Unique in a session. */
  key: string;
  basename: string;
  source: string;
  /** Empty when it is not known. */
  filter: string;
  target: string;
  /** ISO time, empty when it is not known. */
  observed: string;
  /** "Median 2" for a result, null for a frame. */
  producer: string | null;
  /** What is sent to the server. */
  item: { [key: string]: JsonValue };
}

const text = (value: JsonValue | undefined) => (typeof value === "string" ? value : "");

function choiceOf(item: JsonValue, producer: string | null): FrameChoice | null {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return null;
  const basename = text(item.basename);
  if (!basename) return null;
  const source = text(item.source) || "archive";
  return {
    key: `${source}/${basename}`,
    basename,
    source,
    filter: statedFilter(item),
    target: text(item.target_name),
    observed: text(item.observation_date),
    producer,
    item,
  };
}

/** The frames among a session's items, in their order; of equal ones the first. */
export function sessionFrames(items: JsonValue): FrameChoice[] {
  const frames = new Map<string, FrameChoice>();
  for (const item of Array.isArray(items) ? items : []) {
    const choice = choiceOf(item, null);
    if (choice && !frames.has(choice.key)) frames.set(choice.key, choice);
  }
  return [...frames.values()];
}

/**
 * The FITS results of completed operations, oldest first. The item carries which operation made it, because clients derive
 * the order of dependent operations from these members.
 */
export function resultFrames(operations: OperationView[]): FrameChoice[] {
  return operations.flatMap((operation, index) => {
    if (operation.status !== "COMPLETED") return [];
    const files = (operation.output?.output_files ?? []).filter((file) => file.type === "fits");
    return files.flatMap((file) => {
      const item = {
        ...file,
        operation: operation.id,
        operationIndex: index,
        operationName: operation.name,
        operationInputData: operation.input_data,
      };
      return choiceOf(item, `${operation.name} ${index + 1}`) ?? [];
    });
  });
}
