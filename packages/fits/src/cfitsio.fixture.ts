import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Runs a program of Debian's libcfitsio-bin or fitsverify; fails where it is missing or says no. */
export async function cfitsio(
  program: "fpack" | "funpack" | "imcopy" | "fitsverify",
  ...words: string[]
): Promise<string> {
  const { stdout } = await execute(program, words, { timeout: 60_000 });
  return stdout;
}

/** What fitsverify says of a file, HIERARCH cards allowed: its last line. */
export async function fitsverify(path: string): Promise<string> {
  const said = await execute("fitsverify", ["-H", path], { timeout: 60_000 }).then(
    ({ stdout }) => stdout,
    (thrown: { stdout?: string; message: string }) => thrown.stdout || thrown.message,
  );
  const verdict = said.match(/\*\*\*\* Verification found (.*)\. \*\*\*\*/)?.[1];
  return verdict === "0 warning(s) and 0 error(s)" ? verdict : said;
}
