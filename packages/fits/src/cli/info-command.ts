import { type Exposure, exposureOf, formatUtc, withInherited } from "../exposure/index.ts";
import { fitsError } from "../fits-error.ts";
import { type Hdu, hduLabel } from "../hdu.ts";
import { type Header, requireInteger } from "../header.ts";
import type { FitsFile } from "../open-fits.ts";
import { imageLayout } from "../read-image-layout.ts";
import { tableLayout } from "../table-layout.ts";
import { cardDefects, holdsPixels } from "../verify-fits.ts";
import { frameName, frameOf } from "../wcs/sky-frame.ts";
import { celestialDefect, wcsFromHeader } from "../wcs/wcs.ts";
import type { Command } from "./command.ts";

export const infoCommand: Command = {
  usage: "FILE",
  summary: "HDUs, shapes, codecs, sky, exposure",
  async run({ file, wrapped, out }) {
    const { length } = file.hdus;
    const wrapping = wrapped ? ", gzip-wrapped" : "";
    out.write(`${length} HDU${length === 1 ? "" : "s"}, ${file.source.size} bytes${wrapping}\n`);
    for (const hdu of file.hdus) {
      out.write(`${hduLabel(hdu)}: ${await contents(file, hdu)}\n`);
      if (!holdsPixels(hdu)) continue;
      const header = withInherited(hdu.header, file.hdus[0].header);
      const exposure = exposureOf(header);
      const line = exposureLine(exposure);
      const notes =
        line === undefined
          ? []
          : exposure.notes.filter(({ code }) => /[.](unreadable|impossible|conflict)$/.test(code));
      const about = [skyOf(hdu, header), line, ...notes.map(({ text }) => text)];
      for (const text of about) if (text !== undefined) out.write(`  ${text}\n`);
    }
    const defects = cardDefects(file);
    if (defects.length > 0) throw fitsError("bad_keyword", defects.join("\n"));
  },
};

async function contents(file: FitsFile, hdu: Hdu): Promise<string> {
  if (hdu.kind === "table") return table(file, hdu);
  if (hdu.kind === "other") return `${hdu.rawHeader.string("XTENSION") ?? "random groups"}, ${hdu.dataLength} bytes`;
  if (!holdsPixels(hdu)) return "no data";
  return `${hdu.shape.join(" × ")} ${pixelType(hdu)}, ${await storage(file, hdu)}`;
}

function table(file: FitsFile, hdu: Hdu): string {
  const columns = requireInteger(hdu.rawHeader, "TFIELDS", 0, 999, hduLabel(hdu));
  const rows = requireInteger(hdu.rawHeader, "NAXIS2", 0, Number.MAX_SAFE_INTEGER, hduLabel(hdu));
  if (hdu.rawHeader.string("XTENSION") === "TABLE") return `ASCII table of ${rows} rows × ${columns} columns`;
  const names = tableLayout(hdu, file.limits).columns.map(({ name, format }) => `${name} ${format}`);
  return `table of ${rows} rows × ${columns} columns: ${names.join(", ")}`;
}

/** The type of the values: an integer that BZERO makes unsigned (or a byte that it makes signed) counts as such. */
function pixelType(hdu: Hdu): string {
  const bits = hdu.header.integer("BITPIX") ?? 0;
  if (bits < 0) return `float${-bits}`;
  const [scale, zero] = [hdu.header.number("BSCALE") ?? 1, hdu.header.number("BZERO") ?? 0];
  const shifted = scale === 1 && zero === (bits === 8 ? -128 : 2 ** (bits - 1));
  const scaled = !shifted && (scale !== 1 || zero !== 0) ? ` × ${scale} + ${zero}` : "";
  return `${(bits === 8) === shifted ? "" : "u"}int${bits}${scaled}`;
}

async function storage(file: FitsFile, hdu: Hdu): Promise<string> {
  if (hdu.kind === "image") return "plain";
  const { storage } = await imageLayout(file, hdu, 0);
  if (storage.kind === "plain") return "plain";
  const quantised = storage.quantize === "none" ? "" : `, quantised (${storage.quantize})`;
  return `${storage.codec}, tiles of ${storage.tileWidth} × ${storage.tileHeight}${quantised}`;
}

function skyOf({ shape: [width, height = 1] }: Hdu, header: Header): string | undefined {
  const wcs = wcsFromHeader(header);
  const defect = wcs ? undefined : celestialDefect(header);
  if (defect !== undefined) return `no sky: ${defect}`;
  if (!wcs) return undefined;
  const centre = wcs.toSky((width - 1) / 2, (height - 1) / 2).map((angle) => angle.toFixed(6));
  const scale = wcs.pixelScale.map((degrees) => `${(degrees * 3600).toPrecision(4)}″`);
  const place = `centre ${centre.join(" ")} ${frameText(header)}, ${scale.join(" × ")} a pixel`;
  return `sky: ${wcs.projection}, ${place}, up is ${wcs.positionAngle.toFixed(2)}° from north over east`;
}

function frameText(header: Header): string {
  const frame = frameOf(header);
  return frame ? frameName(frame) : "of an unknown frame";
}

/** Undefined for an image that is no exposure: neither a start nor a length is stated. */
function exposureLine({ start, day, length, filter }: Exposure): string | undefined {
  if (day === null && length === null) return undefined;
  const when = start ? `starts ${formatUtc(start)} UTC` : "start unknown";
  const parts = [when, length === null ? "length unknown" : `${length} s`, ...(filter === null ? [] : [filter])];
  return `exposure: ${parts.join(", ")}`;
}
