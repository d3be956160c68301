import type { OutputFileView } from "@datalab/services";
import { classNames } from "@/lib/class-names.ts";

interface FileStripProps {
  files: OutputFileView[];
  label: string;
  chosen: OutputFileView | undefined;
  onChoose: (index: number) => void;
}

export function FileStrip({ files, label, chosen, onChoose }: FileStripProps) {
  return (
    <ul aria-label="Result files" className="flex gap-2 overflow-x-auto p-0.5">
      {files.map((file, index) => (
        <li key={file.basename} className="shrink-0">
          <button
            type="button"
            aria-label={`Show result ${index + 1}`}
            aria-pressed={file === chosen}
            onClick={() => onChoose(index)}
            className={classNames(
              "block overflow-hidden rounded-md border-2",
              file === chosen ? "border-accent" : "border-line hover:border-line-strong",
            )}
          >
            {/* biome-ignore lint/performance/noImgElement: result pictures are made small by the worker and served by signed links */}
            <img
              src={file.small_url}
              alt={`Result ${index + 1} of ${label}`}
              className="size-16 bg-black object-cover"
            />
          </button>
        </li>
      ))}
    </ul>
  );
}
