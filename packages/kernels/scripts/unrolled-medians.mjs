/** Up to this many planes the whole network lives in registers. */
export const unrolledLimit = 12;

/** AssemblyScript source of median2 … median12, one straight line of minima and maxima each; any NaN gives NaN. */
export function unrolledMedians(medianNetwork) {
  const functions = [];
  for (let planes = 2; planes <= unrolledLimit; planes++) functions.push(unrolledMedian(planes, medianNetwork(planes)));
  return functions.join("\n");
}

function unrolledMedian(planes, network) {
  const lines = Array.from({ length: planes }, (_, k) => `v${k}`);
  const body = lines.map((name, k) => `const ${name} = v128.load(source + ${k} * stride);`);
  body.push(`let missing = f32x4.ne(v0, v0);`);
  for (const name of lines.slice(1)) body.push(`missing = v128.or(missing, f32x4.ne(${name}, ${name}));`);
  network.forEach(({ low, high, needsLow, needsHigh }, step) => {
    const [a, b] = [lines[low], lines[high]];
    if (needsLow) body.push(`const low${step} = f32x4.pmin(${a}, ${b});`);
    if (needsHigh) body.push(`const high${step} = f32x4.pmax(${a}, ${b});`);
    if (needsLow) lines[low] = `low${step}`;
    if (needsHigh) lines[high] = `high${step}`;
  });
  const [lower, upper] = [lines[(planes - 1) >> 1], lines[planes >> 1]];
  const middle = lower === upper ? lower : `f32x4.mul(f32x4.add(${lower}, ${upper}), f32x4.splat(0.5))`;
  body.push(`v128.store(target, v128.or(${middle}, missing));`);
  return `export function median${planes}(source: usize, stride: usize, pixels: i32, target: usize): void {
  const end = source + ((<usize>pixels) << 2);
  for (; source < end; source += 16, target += 16) {
    ${body.join("\n    ")}
  }
}
`;
}
