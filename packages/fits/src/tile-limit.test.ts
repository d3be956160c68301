import { expect, it } from "vitest";
import { bytesSource } from "./byte-source.ts";
import { openFits } from "./open-fits.ts";
import { imageLayout } from "./read-image-layout.ts";
import { formatFits } from "./write/write-fits.ts";

it("refuses a tile larger than the limit before it is unpacked", async () => {
  const bytes = formatFits([
    { kind: "compressed-image", name: "SCI", width: 64, height: 2, pixels: new Float32Array(128) },
  ]);
  const open = async (tilePixels: number) => {
    const file = await openFits(bytesSource(bytes), { tilePixels });
    return imageLayout(file, file.hdus[1]);
  };
  await expect(open(64)).resolves.toMatchObject({ width: 64, height: 2 });
  await expect(open(63)).rejects.toMatchObject({ code: "fits.too_large" });
});
