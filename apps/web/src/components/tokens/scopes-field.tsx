"use client";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { FieldError } from "@/components/ui/field.tsx";
import { scopeNames, scopeTexts } from "@/lib/token-scopes.ts";

type Scope = keyof typeof scopeTexts;

interface ScopesFieldProps {
  value: readonly Scope[];
  onChange(scopes: Scope[]): void;
  error?: string;
}

export function ScopesField({ value, onChange, error }: ScopesFieldProps) {
  const toggle = (scope: Scope, on: boolean) =>
    onChange(scopeNames.filter((name) => (name === scope ? on : value.includes(name))));
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium">May</legend>
      {scopeNames.map((scope) => (
        <label key={scope} htmlFor={`scope-${scope}`} className="flex items-start gap-2.5">
          <Checkbox
            id={`scope-${scope}`}
            className="mt-0.5"
            checked={value.includes(scope)}
            onChange={(event) => toggle(scope, event.target.checked)}
          />
          <span>
            <code className="text-[0.93rem]">{scope}</code>
            <span className="block text-[0.93rem] text-muted">{scopeTexts[scope]}</span>
          </span>
        </label>
      ))}
      <FieldError id="token-scopes" error={error} />
    </fieldset>
  );
}
