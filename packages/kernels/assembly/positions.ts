/** Writes `count` positions (x, y in f64) for output pixels −1 … count−2 of row y: `matrix` applied to (x, y, 1). NaN behind the plane. */
export function homographyRow(matrix: usize, y: f64, count: i32, target: usize): void {
  const xx = load<f64>(matrix);
  const yx = load<f64>(matrix, 24);
  const wx = load<f64>(matrix, 48);
  const x0 = load<f64>(matrix, 8) * y + load<f64>(matrix, 16);
  const y0 = load<f64>(matrix, 32) * y + load<f64>(matrix, 40);
  const w0 = load<f64>(matrix, 56) * y + load<f64>(matrix, 64);
  for (let i = 0; i < count; i++, target += 16) {
    const x = <f64>(i - 1);
    const w = wx * x + w0;
    const inverse = w > 0 ? 1 / w : NaN;
    store<f64>(target, (xx * x + x0) * inverse);
    store<f64>(target, (yx * x + y0) * inverse, 8);
  }
}

/**
 * The same from the four rows of nodes around row y: cubics through four nodes, first down the columns, then along the row.
 * `weights`: four f64 for each of the `spacing` places between two nodes; `phase`: the place of row y; `scratch`: one row of nodes.
 */
export function gridRow(nodes: usize, columns: i32, spacing: i32, weights: usize, phase: i32, count: i32, scratch: usize, target: usize): void {
  const rowBytes = (<usize>columns) << 4;
  const down = weights + ((<usize>phase) << 5);
  const d0 = f64x2.splat(load<f64>(down));
  const d1 = f64x2.splat(load<f64>(down, 8));
  const d2 = f64x2.splat(load<f64>(down, 16));
  const d3 = f64x2.splat(load<f64>(down, 24));
  for (let i: usize = 0; i < rowBytes; i += 16) {
    const p = nodes + i;
    const upper = f64x2.add(f64x2.mul(d0, v128.load(p)), f64x2.mul(d1, v128.load(p + rowBytes)));
    const lower = f64x2.add(f64x2.mul(d2, v128.load(p + 2 * rowBytes)), f64x2.mul(d3, v128.load(p + 3 * rowBytes)));
    v128.store(scratch + i, f64x2.add(upper, lower));
  }
  for (let node = scratch; count > 0; node += 16, count -= spacing) {
    const n0 = v128.load(node);
    const n1 = v128.load(node, 16);
    const n2 = v128.load(node, 32);
    const n3 = v128.load(node, 48);
    let along = weights;
    for (let i = 0; i < min(spacing, count); i++, along += 32, target += 16) {
      const first = f64x2.add(f64x2.mul(v128.load64_splat(along), n0), f64x2.mul(v128.load64_splat(along, 8), n1));
      const second = f64x2.add(f64x2.mul(v128.load64_splat(along, 16), n2), f64x2.mul(v128.load64_splat(along, 24), n3));
      v128.store(target, f64x2.add(first, second));
    }
  }
}
