import { type Size, shownPart, type ViewTransform } from "@/lib/view-transform.ts";

interface PictureMapProps {
  url: string;
  picture: Size;
  room: Size;
  view: ViewTransform;
}

const percent = (fraction: number) => `${fraction * 100}%`;

/** While only a part is seen: the whole picture, small, with that part framed. */
export function PictureMap({ url, picture, room, view }: PictureMapProps) {
  const part = shownPart(view, picture, room);
  if (!part) return null;
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute right-3 bottom-3 max-w-[22%] animate-fade overflow-hidden rounded-md border border-white/25 bg-black/60 shadow-lift"
      style={{ aspectRatio: `${picture.width} / ${picture.height}`, width: picture.width < picture.height ? 72 : 104 }}
    >
      {/* biome-ignore lint/performance/noImgElement: result pictures are made small by the worker and served by signed links */}
      <img src={url} alt="" className="size-full opacity-70" />
      <div
        className="absolute border border-[#f0b35c] shadow-[0_0_0_100vmax_rgb(0_0_0/0.35)]"
        style={{
          left: percent(part.x),
          top: percent(part.y),
          width: percent(part.width),
          height: percent(part.height),
        }}
      />
    </div>
  );
}
