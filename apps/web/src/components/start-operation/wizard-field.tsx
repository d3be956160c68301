"use client";
import type { FrameChoice } from "@/lib/frame-choice.ts";
import type { WizardInput } from "@/lib/wizard.ts";
import { FitsField } from "./fits-field.tsx";
import { NumberField } from "./number-field.tsx";
import { OptionField } from "./option-field.tsx";
import { PositionsField } from "./positions-field.tsx";
import { SourceField } from "./source-field.tsx";
import { TextField } from "./text-field.tsx";
import { UnknownField } from "./unknown-field.tsx";

/** The control for one input, chosen by its type. */
export function WizardField({ input, choices }: { input: WizardInput; choices: FrameChoice[] }) {
  switch (input.type) {
    case "fits":
      return <FitsField input={input} choices={choices} />;
    case "source":
      return <SourceField input={input} />;
    case "target_positions":
      return <PositionsField input={input} />;
    case "float":
    case "int":
      return <NumberField input={input} />;
    case "select":
      return <OptionField input={input} />;
    case "string":
      return input.options.length > 0 ? <OptionField input={input} /> : <TextField input={input} />;
    default:
      return <UnknownField input={input} />;
  }
}
