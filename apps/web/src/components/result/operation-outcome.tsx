"use client";
import type { OperationView } from "@datalab/services";
import { useState } from "react";
import { isUnfinished } from "@/lib/operation-state.ts";
import { DataResult } from "./data-result.tsx";
import { FailureNotice } from "./failure-notice.tsx";
import { FileNote } from "./file-note.tsx";
import { FileStrip } from "./file-strip.tsx";
import { MadeNotice } from "./made-notice.tsx";
import { PictureViewer } from "./picture-viewer.tsx";
import { ResultLinks } from "./result-links.tsx";
import { RunningNotice } from "./running-notice.tsx";

interface OperationOutcomeProps {
  sessionId: number;
  operation: OperationView;
  label: string;
  /** Whether news of it arrive at the moment. */
  connected: boolean;
}

/** What an operation has given so far: progress, cause of failure, pictures, data. */
export function OperationOutcome({ sessionId, operation, label, connected }: OperationOutcomeProps) {
  const [chosen, setChosen] = useState(0);
  const files = operation.output?.output_files ?? [];
  const data = operation.output?.output_data ?? [];
  const file = files[chosen] ?? files[0];
  const unfinished = isUnfinished(operation);
  const { made } = operation.trueState;
  return (
    <div className="grid min-w-0 grid-cols-1 gap-4">
      {unfinished && <RunningNotice operation={operation} label={label} connected={connected} />}
      {!unfinished && operation.trueState.state !== "completed" && <FailureNotice operation={operation} />}
      {made?.outdated && <MadeNotice sessionId={sessionId} operation={operation} made={made} label={label} />}
      {file?.large_url && (
        <PictureViewer
          key={file.basename}
          url={file.large_url}
          smallUrl={file.small_url}
          label={`Result of ${label}`}
        />
      )}
      {files.length > 1 && <FileStrip files={files} label={label} chosen={file} onChoose={setChosen} />}
      {file?.note && <FileNote text={file.note} />}
      {file && <ResultLinks file={file} />}
      {data.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: results of an operation are only ever added at the end
        <DataResult key={index} operation={operation} data={item} label={label} />
      ))}
    </div>
  );
}
