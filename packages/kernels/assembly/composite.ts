const levels = memory.data(48, 16);

/**
 * Adds a row to the red, green and blue sums of a composite, all float32: (clipped − zmin)·255/(zmax − zmin) times the colour's parts.
 * A part of 0 leaves its sums alone; NaN adds nothing. Rounds `count` up to 4.
 */
export function addColour(
  row: usize,
  count: i32,
  zmin: f32,
  zmax: f32,
  red: f32,
  green: f32,
  blue: f32,
  sums: usize,
  stride: usize,
): void {
  const least = f32x4.splat(zmin);
  const greatest = f32x4.splat(zmax);
  const range = f32x4.splat(zmax - zmin);
  const white = f32x4.splat(255);
  const reds = f32x4.splat(red);
  const greens = f32x4.splat(green);
  const blues = f32x4.splat(blue);
  const end = row + ((<usize>count) << 2);
  for (; row < end; row += 16, sums += 16) {
    const values = v128.load(row);
    const clipped = f32x4.pmin(f32x4.pmax(values, least), greatest);
    const scaled = f32x4.div(f32x4.mul(f32x4.sub(clipped, least), white), range);
    const level = v128.and(scaled, f32x4.eq(scaled, scaled));
    if (red > 0) add(sums, level, reds);
    if (green > 0) add(sums + stride, level, greens);
    if (blue > 0) add(sums + 2 * stride, level, blues);
  }
}

// @ts-ignore: decorator
@inline
function add(sums: usize, level: v128, part: v128): void {
  v128.store(sums, f32x4.add(v128.load(sums), f32x4.mul(level, part)));
}

/** Sums to bytes: clipped to 0…255, rounded half to even, through the 256 bytes at `table`, red, green, blue in turn. Rounds `count` up to 4. */
export function paintComposite(sums: usize, stride: usize, count: i32, table: usize, target: usize): void {
  const end = target + <usize>count * 3;
  for (; target < end; target += 12, sums += 16) {
    v128.store(levels, levelsOf(sums));
    v128.store(levels, levelsOf(sums + stride), 16);
    v128.store(levels, levelsOf(sums + 2 * stride), 32);
    paint(table, target, 0);
    paint(table, target + 3, 4);
    paint(table, target + 6, 8);
    paint(table, target + 9, 12);
  }
}

// @ts-ignore: decorator
@inline
function levelsOf(sums: usize): v128 {
  const clipped = f32x4.pmin(f32x4.pmax(f32x4.splat(0), v128.load(sums)), f32x4.splat(255));
  return i32x4.trunc_sat_f32x4_u(f32x4.nearest(clipped));
}

// @ts-ignore: decorator
@inline
function paint(table: usize, target: usize, pixel: usize): void {
  store<u8>(target, load<u8>(table + load<u32>(levels + pixel)));
  store<u8>(target + 1, load<u8>(table + load<u32>(levels + pixel + 16)));
  store<u8>(target + 2, load<u8>(table + load<u32>(levels + pixel + 32)));
}
