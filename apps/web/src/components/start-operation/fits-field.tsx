"use client";
import { useId, useState } from "react";
import { Controller, useFormContext } from "react-hook-form";
import { FilterChips } from "@/components/frames/filter-chips.tsx";
import { Button } from "@/components/ui/button.tsx";
import { FieldError } from "@/components/ui/field.tsx";
import { SearchInput } from "@/components/ui/search-input.tsx";
import { chooseFiles } from "@/lib/choose-files.ts";
import { fileListDemand } from "@/lib/fits-rules.ts";
import type { FitsValue, FormValues } from "@/lib/form-values.ts";
import type { FrameChoice } from "@/lib/frame-choice.ts";
import { matchFrames } from "@/lib/match-frames.ts";
import { filterCounts } from "@/lib/session-summary.ts";
import type { WizardInput } from "@/lib/wizard.ts";
import { ChannelSettings } from "./channel-settings.tsx";
import { FileOption } from "./file-option.tsx";

export function FitsField({ input, choices }: { input: WizardInput; choices: FrameChoice[] }) {
  const { control } = useFormContext<FormValues>();
  const id = useId();
  const [search, setSearch] = useState("");
  const [filter, setFilter] = useState<string | null>(null);
  const shown = matchFrames(choices, { search, filter });
  const frames = choices.filter((choice) => choice.producer === null);
  return (
    <Controller
      control={control}
      name={input.key}
      render={({ field, fieldState }) => {
        const value = field.value as FitsValue;
        const chosen = new Set(value.chosen);
        const choose = (keys: string[], on: boolean) => field.onChange(chooseFiles(value, choices, keys, on));
        const error = fieldState.error?.message;
        return (
          <fieldset className="grid min-w-0 grid-cols-1 gap-2" aria-describedby={`${id}-error`}>
            <legend className="font-medium">{input.name}</legend>
            {input.description && <p className="text-[0.93rem] text-muted">{input.description}</p>}
            <div className={error ? "panel overflow-hidden border-bad" : "panel overflow-hidden"}>
              <div className="flex flex-wrap items-center gap-2 border-b p-2">
                <FilterChips
                  counts={filterCounts(frames)}
                  total={frames.length}
                  results={choices.length - frames.length}
                  value={filter}
                  onChange={setFilter}
                />
                <SearchInput
                  aria-label={`Search ${input.name}`}
                  placeholder="Search"
                  value={search}
                  onChange={(event) => setSearch(event.target.value)}
                  className="ml-auto w-full sm:w-44"
                />
              </div>
              <ul aria-label={input.name} className="h-64 overflow-y-auto py-1 md:h-[max(16rem,88dvh-26.5rem)]">
                {shown.map((choice, index) => (
                  <FileOption
                    key={choice.key}
                    ref={index === 0 ? field.ref : undefined}
                    choice={choice}
                    checked={chosen.has(choice.key)}
                    onChange={(on) => choose([choice.key], on)}
                  />
                ))}
                {shown.length === 0 && (
                  <li className="px-4 py-10 text-center text-muted">
                    {choices.length === 0 ? "The session has no frames yet. Add some first." : "No file matches."}
                  </li>
                )}
              </ul>
              <div className="flex items-center gap-2 border-t px-3 py-2">
                <p className="figures mr-auto text-faint">
                  <span role="status" className="mr-2 font-medium text-ink">
                    {chosen.size} chosen
                  </span>
                  {fileListDemand(input)}
                </p>
                <Button
                  size="small"
                  tone="quiet"
                  onClick={() => choose(value.chosen, false)}
                  disabled={chosen.size === 0}
                >
                  Clear
                </Button>
                <Button
                  size="small"
                  onClick={() =>
                    choose(
                      shown.map((choice) => choice.key),
                      true,
                    )
                  }
                  disabled={shown.length === 0}
                >
                  {search || filter ? "Select all shown" : "Select all"}
                </Button>
              </div>
            </div>
            <FieldError id={id} error={error} />
            {input.colorPicker && (
              <ChannelSettings input={input} value={value} choices={choices} onChange={field.onChange} />
            )}
          </fieldset>
        );
      }}
    />
  );
}
