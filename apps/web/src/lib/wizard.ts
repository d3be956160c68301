/** One question of an operation's wizard, as the catalogue describes it. */
export interface WizardInput {
  key: string;
  name: string;
  description: string;
  type: string;
  default?: unknown;
  required: boolean;
  minimum?: number;
  maximum?: number;
  options: string[];
  single_filter: boolean;
  filter_options?: string[];
  colorPicker: boolean;
  includeCustomScale: boolean;
}

export interface WizardOperation {
  name: string;
  description: string;
  inputs: WizardInput[];
}

type Members = Record<string, unknown>;

const members = (value: unknown): Members => (typeof value === "object" && value !== null ? (value as Members) : {});
const text = (value: unknown, otherwise: string) => (typeof value === "string" ? value : otherwise);
const number = (value: unknown) => (typeof value === "number" ? value : undefined);
const texts = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);

function readInput(key: string, raw: unknown): WizardInput {
  const input = members(raw);
  return {
    key,
    name: text(input.name, key),
    description: text(input.description, ""),
    type: text(input.type, "unknown"),
    default: input.default,
    required: input.required === true,
    minimum: number(input.minimum),
    maximum: number(input.maximum),
    options: texts(input.options),
    single_filter: input.single_filter === true,
    filter_options: Array.isArray(input.filter_options) ? texts(input.filter_options) : undefined,
    colorPicker: input.color_picker === true,
    includeCustomScale: input.include_custom_scale === true,
  };
}

/** The catalogue answer (name → description) as a list, in the order to show it. Members it does not know are ignored. */
export function readCatalogue(answer: unknown): WizardOperation[] {
  return Object.entries(members(answer)).map(([name, raw]) => {
    const operation = members(raw);
    return {
      name: text(operation.name, name),
      description: text(operation.description, ""),
      inputs: Object.entries(members(operation.inputs)).map(([key, input]) => readInput(key, input)),
    };
  });
}
