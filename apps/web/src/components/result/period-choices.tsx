"use client";
import { RadioGroup } from "radix-ui";
import { formatPeriod, formatProbability, periodKey } from "@/lib/result/format-period.ts";
import type { PeriodChoice } from "@/lib/result/period-choices.ts";
import { PeriodField } from "./period-field.tsx";

interface PeriodChoicesProps {
  choices: PeriodChoice[];
  /** Days. */
  period: number;
  onChange: (period: number) => void;
}

/** The periods to fold at: those that were found, or one of one's own. */
export function PeriodChoices({ choices, period, onChange }: PeriodChoicesProps) {
  const choose = (key: string) => {
    const choice = choices.find((each) => each.key === key);
    if (choice) onChange(choice.period);
  };
  return (
    <div className="border-t">
      <PeriodField onChange={onChange} />
      <RadioGroup.Root
        aria-label="Suggested periods"
        value={periodKey(period)}
        onValueChange={choose}
        className="figures max-h-72 divide-y overflow-y-auto border-t"
      >
        {choices.map((choice) => (
          <RadioGroup.Item
            key={choice.key}
            value={choice.key}
            className="grid w-full grid-cols-[auto_minmax(0,1fr)_auto] items-baseline gap-x-3 px-4 py-1.5 text-left transition-colors hover:bg-sunken/60 sm:grid-cols-[auto_14rem_minmax(0,1fr)_auto] dark:hover:bg-raised/60"
          >
            <span className="grid size-4 translate-y-0.5 place-items-center rounded-full border border-line-strong">
              <RadioGroup.Indicator className="size-2 rounded-full bg-accent" />
            </span>
            <span className="font-medium">{formatPeriod(choice.period, choice.error)}</span>
            <span className="text-muted max-sm:order-last max-sm:col-span-2 max-sm:col-start-2">{choice.origin}</span>
            <span className="text-right text-faint">FAP {formatProbability(choice.logFalseAlarm)}</span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </div>
  );
}
