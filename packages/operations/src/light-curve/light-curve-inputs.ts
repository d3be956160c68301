/** The inputs of the operations that follow one source through the images' catalogues. */
export function lightCurveInputs(minimum: number) {
  return {
    source: { name: "Source Star", type: "source", description: "Source to follow", name_lookup: true },
    input_files: {
      name: "Input Files",
      description: "Images whose catalogs are read",
      type: "fits",
      single_filter: true,
      filter_options: ["rp", "ip", "gp", "zs"],
      minimum,
      maximum: 999,
    },
  } as const;
}
