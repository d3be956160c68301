/** The frame's own name from what results call its file: "archive_lsc1m0-0001-e91.fits.fz" is "lsc1m0-0001-e91". */
export function frameName(file: string): string {
  const name = file.slice(file.lastIndexOf("/") + 1);
  return name.replace(/^(archive|datalab)_/, "").replace(/\.fits(\.fz)?$/, "");
}
