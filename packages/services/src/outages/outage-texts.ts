import type { Dependency } from "@datalab/errors";

const names: Readonly<Record<Dependency, string>> = {
  store: "The file store",
  archive: "The archive",
  gaia: "Gaia",
  database: "The database",
  queue: "The queue",
  disk: "The disk of the worker",
};
const ends = "this operation waits and goes on by itself.";
const isGone = (dependency: Dependency) => (dependency === "disk" ? "is full" : "is away");

/** What people read while an operation waits. */
export const outageText = (dependency: Dependency) => `${names[dependency]} ${isGone(dependency)}; ${ends}`;

/** What people read when it waited too long. */
export function gaveUpText(dependency: Dependency, hours: number): string {
  const was = isGone(dependency).replace("is ", "was ");
  return `${names[dependency]} ${was} for ${hours === 1 ? "an hour" : `${hours} hours`}. Please start the operation again later.`;
}

/** What the operators read. */
export const troubleText = (dependency: Dependency) => `${names[dependency]} ${isGone(dependency)}.`;
