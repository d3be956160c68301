interface Described {
  /** Label of the field. */
  readonly name: string;
  readonly description: string;
}

/** A list of FITS files the user picks. Both ends of the count are inclusive; `minimum` is 1 when absent. */
export interface FitsInput extends Described {
  readonly type: "fits";
  readonly minimum?: number;
  readonly maximum?: number;
  /** All files must show the same filter. */
  readonly single_filter?: boolean;
  /** Filters the operation can work with. */
  readonly filter_options?: readonly string[];
  /** Each file comes with a colour … */
  readonly color_picker?: boolean;
  /** … and with its own black and white points. */
  readonly include_custom_scale?: boolean;
}

export interface SourceInput extends Described {
  readonly type: "source";
  readonly name_lookup?: boolean;
  readonly required?: boolean;
}

/** Where a target was at some times, for targets that move; one position will do for those that do not. */
export interface TargetPositionsInput extends Described {
  readonly type: "target_positions";
  readonly name_lookup?: boolean;
  readonly minimum?: number;
  readonly required?: boolean;
}

export interface SelectInput extends Described {
  readonly type: "select";
  readonly options: readonly string[];
  readonly default: string;
}

/** The default of a `required` input only fills in the form: a request has to state its value. */
export interface NumberInput extends Described {
  readonly type: "float" | "int";
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: number;
  readonly required?: boolean;
}

export interface StringInput extends Described {
  readonly type: "string";
  readonly default?: string;
  readonly required?: boolean;
}

export type WizardInput = FitsInput | SourceInput | TargetPositionsInput | SelectInput | NumberInput | StringInput;
export type WizardInputs = Readonly<Record<string, WizardInput>>;

/** What a client needs to draw the form of an operation; sent to it as it stands. */
export interface Wizard<Inputs extends WizardInputs = WizardInputs> {
  readonly description: string;
  readonly category: "image";
  readonly inputs: Inputs;
}

/** One file of a `fits` input after parsing. */
export interface InputFile {
  readonly source: string;
  readonly basename: string;
  /** "" when the request does not state it. */
  readonly filter: string;
  /** As the request states it, "" when it does not. */
  readonly observationDate: string;
}

/** A file of a `fits` input with `color_picker` or `include_custom_scale`; what the request does not state is undefined. */
export interface ChannelFile extends InputFile {
  /** Components as sent, normally 0 … 255. */
  readonly color: { readonly r: number; readonly g: number; readonly b: number } | undefined;
  readonly zmin: number | undefined;
  readonly zmax: number | undefined;
}

/**
 * Sky position, ICRS degrees, 0 ≤ ra < 360; `mjd` says when. A name is a label: equal positions share one result, so a
 * result that shows it takes it from the request, by the definition's `echo`.
 */
export interface SourcePosition {
  readonly ra: number;
  readonly dec: number;
  readonly mjd?: number;
}

type Present = { readonly default: string | number } | { readonly required: true };
type Maybe<Input, Value> = Input extends Present ? Value : Value | undefined;

type Channelled = { readonly color_picker: true } | { readonly include_custom_scale: true };

type InputValue<Input extends WizardInput> = Input extends FitsInput
  ? Input extends Channelled
    ? ChannelFile[]
    : InputFile[]
  : Input extends SourceInput
    ? Maybe<Input, SourcePosition>
    : Input extends TargetPositionsInput
      ? SourcePosition[]
      : Input extends SelectInput
        ? Input["options"][number]
        : Input extends NumberInput
          ? Maybe<Input, number>
          : Maybe<Input, string>;

/** The typed input of `run`, derived from the wizard. */
export type InputOf<Inputs extends WizardInputs> = { -readonly [Key in keyof Inputs]: InputValue<Inputs[Key]> };
