import { clockOrChance, mayImport, mustNotKnow, pure } from "./rules.ts";

export interface SourceFile {
  /** Path from the repository's root, with forward slashes. */
  path: string;
  text: string;
}

const IMPORT = /(?:\bfrom|\bimport|\brequire\()\s*\(?\s*["']([^"']+)["']/g;
const FOR_TESTS = /\.(test|contract|fixture)\.tsx?$|\/src\/testing\//;
const HOME = /^(?:packages|apps)\/([^/]+)\//;

/** Every line that breaks the dependency rule, as "path: why". Tests are exempt. */
export function violations(files: readonly SourceFile[]): string[] {
  return files.filter((file) => !FOR_TESTS.test(file.path)).flatMap(violationsOf);
}

function violationsOf({ path, text }: SourceFile): string[] {
  const home = HOME.exec(path)?.[1];
  const allowed = home === undefined ? undefined : mayImport[home];
  if (home === undefined || allowed === undefined) return [`${path}: lies in a package that the rule does not know`];
  const wrong = [...text.matchAll(IMPORT)].flatMap(([, specifier = ""]) => {
    const why = wrongImport(home, allowed, path, specifier);
    return why ? [`${path}: ${why}`] : [];
  });
  if ((pure as readonly string[]).includes(home) && clockOrChance.test(text))
    wrong.push(`${path}: reads the clock or chance`);
  return wrong;
}

function wrongImport(home: string, allowed: readonly string[], path: string, specifier: string): string | undefined {
  if (specifier.startsWith("."))
    return leavesHome(path, specifier) ? `reaches into another package: ${specifier}` : undefined;
  const ours = /^@datalab\/([^/]+)/.exec(specifier)?.[1];
  if (ours !== undefined)
    return ours === home || allowed.includes(ours) ? undefined : `${home} must not import ${ours}`;
  return mustNotKnow[home]?.some((pattern) => pattern.test(specifier))
    ? `${home} must not know ${specifier}`
    : undefined;
}

function leavesHome(path: string, specifier: string): boolean {
  const folder = path.split("/").slice(0, -1);
  const up = specifier.split("/").filter((part) => part === "..").length;
  return folder.length - up < 2;
}
