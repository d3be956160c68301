import type { OperationView } from "@datalab/services";
import { ChartScatter, ImageIcon, ImageOff } from "lucide-react";
import { isUnfinished } from "@/lib/operation-state.ts";

/** The newest small picture of an operation, or a frame where it will be. */
export function OperationThumbnail({ operation, label }: { operation: OperationView; label: string }) {
  const url = operation.output?.output_files?.at(-1)?.small_url;
  if (url)
    return (
      // biome-ignore lint/performance/noImgElement: result pictures are made small by the worker and served by signed links
      <img src={url} alt={`Result of ${label}`} className="size-17 shrink-0 rounded-md border bg-black object-cover" />
    );
  const found = (operation.output?.output_data ?? []).length > 0;
  const Icon = found ? ChartScatter : isUnfinished(operation) ? ImageIcon : ImageOff;
  return (
    <span className="grid size-17 shrink-0 place-items-center rounded-md border bg-sunken text-faint">
      <Icon className="size-5" strokeWidth={1.4} aria-hidden />
    </span>
  );
}
