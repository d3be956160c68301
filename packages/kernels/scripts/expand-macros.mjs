/**
 * AssemblyScript can inline a function but not one that changes its caller's locals, and the decoder's bit window must stay in locals.
 * So its sources may declare macros in comments (`//# macro name`, `//# end`, `//#` lines between) and use them as `name($);` statements,
 * where `$` in the body stands for the argument. Macros may use macros declared before them.
 */
export function expandMacros(source) {
  const macros = new Map();
  const expand = (text) => {
    for (const [name, body] of macros) {
      text = text.replace(new RegExp(`^[ \\t]*${name}\\((\\w*)\\);$`, "gm"), (_, argument) =>
        body.replaceAll("$", argument),
      );
    }
    return text;
  };
  const rest = source.replace(/^\/\/# macro (\w+)\n((?:\/\/# {2}.*\n)+)\/\/# end\n/gm, (_, name, body) => {
    macros.set(name, expand(body.replaceAll(/^\/\/# {2}/gm, "")));
    return "";
  });
  return expand(rest);
}
