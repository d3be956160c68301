export interface Size {
  width: number;
  height: number;
}

/** Where the picture's top-left corner is in the window, and how many window pixels one picture pixel takes. */
export interface ViewTransform {
  x: number;
  y: number;
  scale: number;
}

const MAXIMUM_SCALE = 16;

/** The whole picture in the middle of the window, never enlarged. */
export function fitView(picture: Size, window: Size): ViewTransform {
  const scale = Math.min(1, window.width / picture.width, window.height / picture.height);
  return centred(picture, window, scale);
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
