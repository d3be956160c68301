/** From a pixel position of one image to that of another, both counted from 0 at the centre of the first pixel; NaN where there is none. */
export type PlaneMap = (x: number, y: number) => [number, number];
