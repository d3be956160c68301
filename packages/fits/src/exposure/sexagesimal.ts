const parts = /^([+-]?)(\d+)(?:[:\s]+(\d+(?:\.\d*)?))?(?:[:\s]+(\d+(?:\.\d*)?))?$/;
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)$/;

/** `10:30:15.5` or `-5 12 30` in units of its first part, a plain number as it is; NaN for anything else. */
export function sexagesimal(value: string | number | undefined): number {
  if (typeof value === "number") return value;
  const text = value?.trim() ?? "";
  if (decimal.test(text)) return Number(text);
  const match = parts.exec(text);
  if (!match) return Number.NaN;
  const [units, minutes, seconds] = match.slice(2).map((part) => Number(part ?? 0));
  if (minutes >= 60 || seconds >= 60) return Number.NaN;
  return (match[1] === "-" ? -1 : 1) * (units + minutes / 60 + seconds / 3600);
}
