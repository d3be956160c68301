import type { ClientRelease, OperationDefinition } from "./define.ts";
import { definitions } from "./generated/catalogue.ts";
import type { Wizard } from "./wizard.ts";

/** Photometry of a target comes first, for the client preselects the first of all; the others follow by name. */
const first = ["Aperture Photometry", "Moving Target Aperture Photometry", "Non-Sidereal Aperture Photometry"];

function rank(name: string): number {
  const index = first.indexOf(name);
  return index < 0 ? first.length : index;
}

/** Operations by name, in the order they are shown. Two of the same name are a mistake found when the process starts. */
export function catalogueOf(list: readonly OperationDefinition[]): ReadonlyMap<string, OperationDefinition> {
  const sorted = [...list].sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1));
  const byName = new Map(sorted.map((definition) => [definition.name, definition]));
  if (byName.size !== list.length) {
    throw new Error(`Two operations share a name: ${sorted.map((definition) => definition.name).join(", ")}`);
  }
  return byName;
}

const byName = catalogueOf(definitions);

export const catalogue: readonly OperationDefinition[] = [...byName.values()];

export function operationNamed(name: string): OperationDefinition | undefined {
  return byName.get(name);
}

export type AvailableOperation = { name: string } & Wizard;

/** What a client may start, in the shape that clients of this release draw their forms from. */
export function availableOperations(release?: ClientRelease): Record<string, AvailableOperation> {
  return Object.fromEntries(
    catalogue.map(({ name, wizard, offers }) => {
      const inputs = (release && offers?.[release]) ?? wizard.inputs;
      return [name, { name, ...wizard, inputs }];
    }),
  );
}
