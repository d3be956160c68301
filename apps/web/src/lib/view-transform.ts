export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

/** Where the picture's top-left corner is in the window, and how many window pixels one picture pixel takes. */
export interface ViewTransform {
  x: number;
  y: number;
  scale: number;
}

const MAXIMUM_SCALE = 16;

/** The whole picture in the middle of the window; a small one is enlarged by a whole number, so that its pixels stay even. */
export function fitView(picture: Size, window: Size): ViewTransform {
  const scale = Math.min(window.width / picture.width, window.height / picture.height);
  return centred(picture, window, scale < 1 ? scale : Math.min(MAXIMUM_SCALE, Math.floor(scale)));
}

/** The picture at `scale` in the middle of the window. */
export function centred(picture: Size, window: Size, scale: number): ViewTransform {
  return { x: (window.width - picture.width * scale) / 2, y: (window.height - picture.height * scale) / 2, scale };
}

/** Enlarged by `factor` with the point (px, py) of the window staying where it is. */
export function zoomAt(view: ViewTransform, factor: number, px: number, py: number, smallest: number): ViewTransform {
  const scale = Math.min(MAXIMUM_SCALE, Math.max(smallest, view.scale * factor));
  const ratio = scale / view.scale;
  return { x: px - (px - view.x) * ratio, y: py - (py - view.y) * ratio, scale };
}

/** Moved so that no empty space shows beside a picture larger than the window, and a smaller one stays in the middle. */
export function keepInside(view: ViewTransform, picture: Size, window: Size): ViewTransform {
  const along = (position: number, extent: number, room: number) =>
    extent <= room ? (room - extent) / 2 : Math.min(0, Math.max(room - extent, position));
  return {
    x: along(view.x, picture.width * view.scale, window.width),
    y: along(view.y, picture.height * view.scale, window.height),
    scale: view.scale,
  };
}

/** The pixel under a point of the window as FITS counts it: from 1, from the lower left. Null beside the picture. */
export function pixelAt(view: ViewTransform, picture: Size, point: Point): Point | null {
  const column = Math.floor((point.x - view.x) / view.scale);
  const row = Math.floor((point.y - view.y) / view.scale);
  const inside = column >= 0 && row >= 0 && column < picture.width && row < picture.height;
  return inside ? { x: column + 1, y: picture.height - row } : null;
}

/** Which part of the picture the window shows, as fractions from its upper left; null when all of it. */
export function shownPart(view: ViewTransform, picture: Size, window: Size): (Point & Size) | null {
  const along = (position: number, extent: number, room: number) => {
    const from = Math.max(0, -position / extent);
    return [from, Math.min(1, (room - position) / extent) - from] as const;
  };
  const [x, width] = along(view.x, picture.width * view.scale, window.width);
  const [y, height] = along(view.y, picture.height * view.scale, window.height);
  return width > 0.999 && height > 0.999 ? null : { x, y, width, height };
}
