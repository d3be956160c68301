export interface RgbPicture {
  readonly width: number;
  readonly height: number;
  /** Top row first. */
  readonly rgb: Uint8Array<ArrayBuffer>;
}

export type Colour = readonly [red: number, green: number, blue: number];

interface Circle {
  /** Pixels; the centre of the first is 0. */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly lineWidth: number;
  readonly colour: Colour;
}

/** Draws a circle with soft edges, its line centred on the radius; what lies outside of the picture is left out. */
export function drawCircle(picture: RgbPicture, { x, y, radius, lineWidth, colour }: Circle): void {
  const reach = radius + lineWidth / 2 + 1;
  const bottom = Math.min(picture.height - 1, Math.ceil(y + reach));
  const right = Math.min(picture.width - 1, Math.ceil(x + reach));
  for (let j = Math.max(0, Math.floor(y - reach)); j <= bottom; j++) {
    for (let i = Math.max(0, Math.floor(x - reach)); i <= right; i++) {
      const distance = Math.abs(Math.sqrt((i - x) ** 2 + (j - y) ** 2) - radius);
      const cover = Math.min(1, lineWidth / 2 + 0.5 - distance);
      if (cover > 0) blend(picture.rgb, (j * picture.width + i) * 3, colour, cover);
    }
  }
}

function blend(rgb: Uint8Array, start: number, colour: Colour, cover: number): void {
  for (let k = 0; k < 3; k++) rgb[start + k] = Math.round(rgb[start + k] * (1 - cover) + colour[k] * cover);
}
