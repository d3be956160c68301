import type { z } from "zod";
import type { InputData } from "./input-files.ts";
import { inputSchema } from "./input-schema.ts";
import type { OperationContext } from "./operation-context.ts";
import type { InputOf, Wizard, WizardInputs } from "./wizard.ts";

/** Releases of the web client that want other forms than the older one. */
export type ClientRelease = "2026-09";

/** A JSON object. */
export type OutputData = Readonly<Record<string, unknown>>;

export interface OperationDefinition<Inputs extends WizardInputs = WizardInputs> {
  /** The title users see and the name on the wire. */
  readonly name: string;
  /** Part of the result key: raise it whenever the same input would give other results. */
  readonly version: number;
  readonly wizard: Wizard<Inputs>;
  /**
   * The inputs that clients of a release are offered instead of the wizard's. A request means the same whichever form it came from:
   * the wizard's inputs read it.
   */
  readonly offers?: Readonly<Partial<Record<ClientRelease, WizardInputs>>>;
  /** What the result takes from each file's entry in the request besides its name. */
  readonly reads?: readonly ("filter" | "observation_date")[];
  /** Parses the wire form into the input of `run`. */
  readonly input: z.ZodType<InputOf<Inputs>>;
  run(context: OperationContext, input: InputOf<Inputs>): Promise<void>;
  /**
   * Puts the words of one user's request (names, labels) into a copy of a result's data, which users of equal requests
   * share. `data` is one item of `output_data`.
   */
  echo?(data: OutputData, inputData: InputData): OutputData;
}

/** Declares an operation. Its input schema and the type of `input` follow from the wizard. */
export function defineOperation<const Inputs extends WizardInputs>(
  definition: Omit<OperationDefinition<Inputs>, "input">,
): OperationDefinition<Inputs> {
  return { ...definition, input: inputSchema(definition.wizard.inputs) };
}
