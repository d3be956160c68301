const degree = Math.PI / 180;

/** A gnomonic (TAN) view of the sky: where the telescope looks, how large a pixel is and how the camera is turned. */
export interface TangentPlane {
  /** Degrees. */
  ra: number;
  dec: number;
  /** Pixel (first pixel's centre is 0, 0) that shows `ra`, `dec`. */
  x0: number;
  y0: number;
  /** Arcseconds a pixel. */
  pixelScale: number;
  /** Degrees; 0 has north up and east to the left. */
  rotation: number;
}

/** The CD matrix in degrees a pixel: [CD1_1, CD1_2, CD2_1, CD2_2]. */
export function cdMatrix({ pixelScale, rotation }: TangentPlane): [number, number, number, number] {
  const scale = pixelScale / 3600;
  const cos = Math.cos(rotation * degree);
  const sin = Math.sin(rotation * degree);
  return [-scale * cos, scale * sin, scale * sin, scale * cos];
}

/** Pixel position (first pixel's centre is 0, 0) of a point of the sky in the plane's hemisphere. Calabretta & Greisen 2002, §5.1.3. */
export function toPixel(plane: TangentPlane, ra: number, dec: number): [number, number] {
  const dRa = (ra - plane.ra) * degree;
  const sinDec = Math.sin(dec * degree);
  const cosDec = Math.cos(dec * degree);
  const sin0 = Math.sin(plane.dec * degree);
  const cos0 = Math.cos(plane.dec * degree);
  const depth = sinDec * sin0 + cosDec * cos0 * Math.cos(dRa);
  const xi = (cosDec * Math.sin(dRa)) / depth / degree;
  const eta = (sinDec * cos0 - cosDec * sin0 * Math.cos(dRa)) / depth / degree;
  const [a, b, c, d] = cdMatrix(plane);
  const determinant = a * d - b * c;
  return [plane.x0 + (d * xi - b * eta) / determinant, plane.y0 + (a * eta - c * xi) / determinant];
}
