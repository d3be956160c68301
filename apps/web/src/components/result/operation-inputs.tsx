"use client";
import type { OperationView } from "@datalab/services";
import { useQuery } from "@tanstack/react-query";
import { FilterMark } from "@/components/frames/filter-mark.tsx";
import { inputRows } from "@/lib/input-rows.ts";
import { useTRPC } from "@/lib/trpc.ts";
import { readCatalogue } from "@/lib/wizard.ts";

export function OperationInputs({ operation }: { operation: OperationView }) {
  const trpc = useTRPC();
  const catalogue = useQuery(trpc.catalogue.list.queryOptions());
  const wizard = readCatalogue(catalogue.data).find(({ name }) => name === operation.name);
  return (
    <section aria-labelledby="inputs-title" className="min-w-0">
      <h2 id="inputs-title" className="mb-2 font-semibold text-[1.07rem]">
        Inputs
      </h2>
      <div className="panel figures divide-y">
        {inputRows(operation.input_data, wizard).map(({ label, files, value }) => (
          <div key={label} className="px-4 py-2.5">
            <h3 className="flex justify-between gap-3 text-muted">
              {label}
              {files.length > 0 && <span className="text-faint">{files.length}</span>}
            </h3>
            {value && <p className="break-words">{value}</p>}
            {files.length > 0 && (
              <ol aria-label={label} className="mt-1.5 grid max-h-80 gap-1 overflow-y-auto">
                {files.map((file) => (
                  <li key={file.basename} className="flex items-baseline gap-2.5 text-[0.93rem]">
                    <span className="w-10 shrink-0">
                      <FilterMark filter={file.filter} />
                    </span>
                    <span className="min-w-0 break-all" title={file.basename}>
                      {file.name}
                    </span>
                  </li>
                ))}
              </ol>
            )}
          </div>
        ))}
      </div>
    </section>
  );
}
