import { AppError } from "@datalab/errors";
import type { Hdu } from "../hdu.ts";
import type { FitsFile } from "../open-fits.ts";

/** The HDU of this index or EXTNAME. Throws fits.no_hdu, which names those there are. */
export function findHdu(file: FitsFile, wanted: string): Hdu {
  const found = /^\d+$/.test(wanted) ? file.hdus[Number(wanted)] : file.find(wanted);
  if (found) return found;
  const names = file.hdus.map((hdu) => `${hdu.index}${hdu.name ? ` (${hdu.name})` : ""}`).join(", ");
  throw new AppError("notFound", "fits.no_hdu", `There is no HDU "${wanted}"; the file has ${names}.`);
}
