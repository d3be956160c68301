import { writeFits } from "@datalab/fits";
import type { CatalogueColumn } from "./frame-catalogue.ts";
import { makeFrame } from "./make-frame.ts";
import type { FrameRecipe } from "./recipe.ts";

/** Makes the frame of a recipe and writes it as the archive keeps frames: an empty primary HDU, `SCI` as Rice tiles, `CAT`. */
export async function writeFrame(recipe: FrameRecipe, path: string): Promise<void> {
  const { width, height, pixels, cards, catalogue } = makeFrame(recipe);
  const { quantizeLevel } = recipe;
  const dither = { method: "SUBTRACTIVE_DITHER_1", zdither0: (recipe.seed % 10_000) + 1 } as const;
  await writeFits(path, [
    { kind: "primary" },
    {
      kind: "compressed-image",
      name: "SCI",
      width,
      height,
      pixels,
      cards,
      quantizeLevel,
      ...(recipe.dither ? { dither } : {}),
    },
    { kind: "table", name: "CAT", columns: catalogue.map(tableColumn) },
  ]);
}

function tableColumn({ name, unit, format, values }: CatalogueColumn) {
  const data = format === "K" ? BigInt64Array.from(values, BigInt) : values;
  return { name, unit, data };
}
