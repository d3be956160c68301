import { X } from "lucide-react";
import { type ClipboardEvent, type Ref, useId } from "react";
import { Button } from "@/components/ui/button.tsx";
import { FieldError } from "@/components/ui/field.tsx";
import { Input } from "@/components/ui/input.tsx";
import type { PositionValue } from "@/lib/form-values.ts";
import { splitPositions } from "@/lib/split-positions.ts";

interface PositionRowProps {
  number: number;
  position: PositionValue;
  errors: Partial<Record<keyof PositionValue, { message?: string }>> | undefined;
  inputRef: Ref<HTMLInputElement> | undefined;
  onChange: (position: PositionValue) => void;
  onPasteRows: (rows: PositionValue[]) => void;
  /** Absent where the row is needed. */
  onRemove: (() => void) | undefined;
}

const MEMBERS = [
  { member: "ra", label: "Right ascension", placeholder: "RA: 97.6366 or 06:30:32.8" },
  { member: "dec", label: "Declination", placeholder: "Dec: 29.6723 or +29:40:20" },
  { member: "time", label: "Time", placeholder: "MJD or date (UTC)" },
] as const;

export function PositionRow({ number, position, errors, inputRef, onChange, onPasteRows, onRemove }: PositionRowProps) {
  const id = useId();
  const paste = (event: ClipboardEvent) => {
    const rows = splitPositions(event.clipboardData.getData("text"));
    if (rows.length === 0) return;
    event.preventDefault();
    onPasteRows(rows);
  };
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2">
      <div className="grid gap-2 sm:grid-cols-3">
        {MEMBERS.map(({ member, label, placeholder }) => {
          const error = errors?.[member]?.message;
          return (
            <div key={member} className="grid gap-1">
              <Input
                ref={member === "ra" ? inputRef : undefined}
                aria-label={`${label} of position ${number}`}
                placeholder={placeholder}
                autoComplete="off"
                value={position[member]}
                onChange={(event) => onChange({ ...position, [member]: event.target.value })}
                onPaste={paste}
                aria-describedby={`${id}-${member}-error`}
                aria-invalid={error ? true : undefined}
                className="figures"
              />
              <FieldError id={`${id}-${member}`} error={error} />
            </div>
          );
        })}
      </div>
      <Button
        tone="quiet"
        size="icon"
        aria-label={`Remove position ${number}`}
        disabled={!onRemove}
        onClick={onRemove}
        className="mt-0.5"
      >
        <X aria-hidden />
      </Button>
    </li>
  );
}
