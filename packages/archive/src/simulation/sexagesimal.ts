/** Degrees as HH:MM:SS.ssss, as headers write right ascensions. */
export function hours(ra: number): string {
  return sexagesimal((((ra % 360) + 360) % 360) / 15, 4);
}

/** Degrees as sDD:MM:SS.sss, as headers write declinations. */
export function signedDegrees(dec: number): string {
  return (dec < 0 ? "-" : "+") + sexagesimal(Math.abs(dec), 3);
}

function sexagesimal(value: number, decimals: number): string {
  const unit = 10 ** decimals;
  const total = Math.round(value * 3600 * unit);
  const seconds = (total % (60 * unit)) / unit;
  const minutes = Math.floor(total / (60 * unit)) % 60;
  const whole = Math.floor(total / (3600 * unit));
  return [pad(whole, 2), pad(minutes, 2), seconds.toFixed(decimals).padStart(decimals + 3, "0")].join(":");
}

const pad = (value: number, length: number) => String(value).padStart(length, "0");
