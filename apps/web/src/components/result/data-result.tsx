import type { JsonValue, OperationView } from "@datalab/services";
import { inputFileNames } from "@/lib/input-files.ts";
import { resultView } from "@/lib/result/result-view.ts";
import { DiagramResult } from "./diagram-result.tsx";
import { JsonResult } from "./json-result.tsx";
import { LightCurveResult } from "./light-curve-result.tsx";

interface DataResultProps {
  operation: OperationView;
  data: JsonValue;
  label: string;
}

/** What an operation found out, drawn where the console knows its shape. */
export function DataResult({ operation, data, label }: DataResultProps) {
  const view = resultView(data);
  const fileName = label.toLowerCase().replaceAll(" ", "-");
  switch (view.kind) {
    case "light-curve":
      return <LightCurveResult data={view.data} inputs={inputFileNames(operation.input_data)} fileName={fileName} />;
    case "diagram":
      return <DiagramResult data={view.data} fileName={fileName} />;
    case "unknown":
      return <JsonResult data={data} />;
  }
}
