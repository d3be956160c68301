import type { FrameChoice } from "./frame-choice.ts";
import { preselectFrames } from "./preselect-frames.ts";
import type { WizardInput, WizardOperation } from "./wizard.ts";

/** How one image is mixed into a colour picture. Numbers are kept as typed. */
export interface ChannelSetting {
  color: string;
  zmin: string;
  zmax: string;
}

export interface FitsValue {
  /** Keys of the chosen files, in the order of the list. */
  chosen: string[];
  channels: Record<string, ChannelSetting>;
}

export interface SourceValue {
  name: string;
  ra: string;
  dec: string;
}

export interface PositionValue {
  ra: string;
  dec: string;
  /** When the target was there: a modified Julian date, or a date. */
  time: string;
}

export const emptyPosition: PositionValue = { ra: "", dec: "", time: "" };

/** What the form holds for an input: the words in its controls, not yet the data to send. */
export type FieldValue = string | FitsValue | SourceValue | PositionValue[];
export type FormValues = Record<string, FieldValue>;

const CHANNEL_COLORS = ["#ff3b30", "#34c759", "#0a84ff", "#ffd60a", "#bf5af2", "#64d2ff"];

/** The setting a channel starts with; colours differ for the first six. */
export const newChannel = (index: number): ChannelSetting => ({
  color: CHANNEL_COLORS[index % CHANNEL_COLORS.length]!,
  zmin: "",
  zmax: "",
});

function initialValue(input: WizardInput, choices: FrameChoice[]): FieldValue {
  switch (input.type) {
    case "fits": {
      const chosen = preselectFrames(input, choices);
      return { chosen, channels: Object.fromEntries(chosen.map((key, index) => [key, newChannel(index)])) };
    }
    case "source":
      return { name: "", ra: "", dec: "" };
    case "target_positions":
      return Array.from({ length: Math.max(1, input.minimum ?? 1) }, () => ({ ...emptyPosition }));
    case "select":
      return String(input.default ?? input.options[0] ?? "");
    default:
      return input.default === undefined || input.default === null ? "" : String(input.default);
  }
}

/** What the form of an operation starts with. */
export const initialValues = (operation: WizardOperation, choices: FrameChoice[]): FormValues =>
  Object.fromEntries(operation.inputs.map((input) => [input.key, initialValue(input, choices)]));
