/**
 * Writes src/time/earth-series.ts and src/time/sun-series.ts from the published source of ERFA's eraEpv00:
 *   node scripts/generate-earth-series.mjs <erfa checkout>/src/epv00.c        (made from ERFA 2.0.1, github.com/liberfa/erfa)
 * Every term is kept; amplitude, phase and frequency are rounded so that no term moves by more than 1e-12 au within a century of J2000.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const tolerance = 1e-12 / 3;
const century = 100;

const source = readFileSync(process.argv[2], "utf8");

function table(name) {
  const body = new RegExp(`static const double ${name}\\[\\] = \\{([^}]*)\\}`).exec(source)[1];
  const numbers = body.split(",").map(Number);
  if (numbers.length % 3 !== 0 || numbers.some(Number.isNaN)) throw new Error(`${name} is not what it was`);
  return numbers;
}

function rounded(value, step) {
  const digits = Math.max(0, Math.ceil(-Math.log10(2 * step)));
  return String(Number(value.toFixed(digits))).replace(/^(-?)0\./, "$1.");
}

function terms(name, power) {
  const numbers = table(name);
  const result = [];
  for (let i = 0; i < numbers.length; i += 3) {
    const [amplitude, phase, frequency] = numbers.slice(i, i + 3);
    const unit = tolerance / century ** power;
    const turn = unit / Math.abs(amplitude);
    const amplitudeText = String(Number((amplitude * 1e12).toFixed(Math.max(0, Math.ceil(-Math.log10(2e12 * unit))))));
    result.push(`${amplitudeText} ${rounded(phase, turn)} ${rounded(frequency, turn / century)}`);
  }
  return result;
}

function lines(texts) {
  const result = [];
  let line = "";
  for (const text of texts) {
    if (line.length + text.length + 2 > 200) {
      result.push(line);
      line = "";
    }
    line += line === "" ? text : `, ${text}`;
  }
  return [...result, line].join("\n");
}

function write(letter, constant, file, what) {
  const entries = [0, 1, 2].flatMap((power) =>
    ["x", "y", "z"].map((axis) => `  ${axis}${power}: \`\n${lines(terms(`${letter}${power}${axis}`, power))}\`,`),
  );
  const text = `/**
 * ${what}: coefficients of the simplified VSOP2000 solution in ERFA's eraEpv00, written by
 * scripts/generate-earth-series.mjs. One entry a coordinate and power of time; terms "amplitude phase frequency" for
 * amplitude · cos(phase + frequency · t), in 1e-12 au, radians and radians a Julian year from J2000 (TDB).
 * Copyright (C) 2013-2023, NumFOCUS Foundation; derived, with permission, from the SOFA library; terms in ERFA-LICENSE.txt.
 */
export const ${constant} = {
${entries.join("\n")}
};
`;
  writeFileSync(fileURLToPath(new URL(`../src/time/${file}`, import.meta.url)), text);
}

write("e", "sunToEarth", "earth-series.ts", "Vector from the Sun to the Earth");
write("s", "barycentreToSun", "sun-series.ts", "Vector from the barycentre of the solar system to the Sun");
