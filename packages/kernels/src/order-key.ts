const bits = new DataView(new ArrayBuffer(8));

/** Digits of 16 bits in the key of a number. */
export type KeyDigits = 2 | 4;

/**
 * Digit `index` (0: the leading one) of the number whose order among whole numbers is that of the float among floats: the bits of a
 * float32 (2 digits) or float64 (4 digits), turned over for negative ones. −0 lies below 0.
 */
export function keyDigit(value: number, digits: KeyDigits, index: number): number {
  if (digits === 2) bits.setFloat32(0, value);
  else bits.setFloat64(0, value);
  const digit = bits.getUint16(index * 2);
  if (bits.getUint8(0) & 0x80) return digit ^ 0xffff;
  return index === 0 ? digit | 0x8000 : digit;
}

/** The float with these digits. */
export function floatOfKey(key: readonly number[]): number {
  const negative = key[0] < 0x8000;
  key.forEach((digit, index) => {
    bits.setUint16(index * 2, negative ? digit ^ 0xffff : index === 0 ? digit & 0x7fff : digit);
  });
  return key.length === 2 ? bits.getFloat32(0) : bits.getFloat64(0);
}
