import { Input } from "@/components/ui/input.tsx";
import type { ChannelSetting, FitsValue } from "@/lib/form-values.ts";
import type { FrameChoice } from "@/lib/frame-choice.ts";
import type { WizardInput } from "@/lib/wizard.ts";

interface ChannelSettingsProps {
  input: WizardInput;
  value: FitsValue;
  choices: FrameChoice[];
  onChange: (value: FitsValue) => void;
}

/** Colour and, when the input wants it, the brightness range of each chosen file. */
export function ChannelSettings({ input, value, choices, onChange }: ChannelSettingsProps) {
  const set = (key: string, change: Partial<ChannelSetting>) =>
    onChange({ ...value, channels: { ...value.channels, [key]: { ...value.channels[key]!, ...change } } });
  return (
    <ul aria-label={`${input.name} colours`} className="grid gap-2">
      {choices
        .filter((choice) => value.chosen.includes(choice.key))
        .map(({ key, basename }) => {
          const channel = value.channels[key]!;
          return (
            <li key={key} className="flex flex-wrap items-center gap-2">
              <input
                type="color"
                aria-label={`Colour of ${basename}`}
                value={channel.color}
                onChange={(event) => set(key, { color: event.target.value })}
                className="h-9 w-11 shrink-0 rounded-md border border-line-strong bg-surface p-1"
              />
              <span className="figures min-w-0 flex-1 truncate max-sm:basis-[calc(100%-4rem)]">{basename}</span>
              {input.includeCustomScale &&
                (["zmin", "zmax"] as const).map((member) => (
                  <Input
                    key={member}
                    inputMode="decimal"
                    aria-label={`${member === "zmin" ? "Darkest" : "Brightest"} value of ${basename}`}
                    placeholder={member === "zmin" ? "Darkest" : "Brightest"}
                    value={channel[member]}
                    onChange={(event) => set(key, { [member]: event.target.value })}
                    className="figures w-28 max-sm:flex-1"
                  />
                ))}
            </li>
          );
        })}
    </ul>
  );
}
