/**
 * What a tooltip says: a heading, rows of label and value, and sentences. Made of elements, so that names of files are never read as HTML.
 */
export function tooltipElement(
  title: string,
  rows: readonly (readonly [label: string, value: string])[],
  notes: readonly string[] = [],
): HTMLElement {
  const box = element("div", "figures grid gap-0.5");
  if (title) box.append(element("div", "max-w-64 truncate font-medium", title));
  for (const [label, value] of rows) {
    const row = element("div", "flex justify-between gap-4");
    row.append(element("span", "text-muted", label), element("span", "", value));
    box.append(row);
  }
  for (const note of notes) box.append(element("div", "mt-1 max-w-72 whitespace-normal", note));
  return box;
}

function element(tag: string, className: string, text = ""): HTMLElement {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}
