import { bootstrapInput } from "../period/bootstrap-input.ts";

/** The inputs that all operations of the photometry family share. */
export const photometryInputs = {
  input_files: {
    name: "Input Files",
    description: "Reduced images of one filter, with their source catalogs",
    type: "fits",
    single_filter: true,
    filter_options: ["rp", "ip", "gp", "zs"],
    minimum: 1,
    maximum: 999,
  },
  aperture_radius: {
    name: "Aperture Radius",
    description: "Radius of the measuring circle in arcsec; enlarge it for bad seeing or trailed targets",
    type: "float",
    required: true,
    default: 7.64,
  },
  annulus_inner_radius: {
    name: "Annulus Inner Radius",
    description: "Inner radius of the sky ring in arcsec",
    type: "float",
    required: true,
    default: 12.73,
  },
  annulus_outer_radius: {
    name: "Annulus Outer Radius",
    description: "Outer radius of the sky ring in arcsec",
    type: "float",
    required: true,
    default: 19.1,
  },
  min_comparisons: {
    name: "Minimum Comparison Stars",
    description: "Fewest comparison stars accepted",
    type: "int",
    default: 5,
  },
  max_comparisons: {
    name: "Maximum Comparison Stars",
    description: "Most comparison stars used",
    type: "int",
    default: 10,
  },
  ...bootstrapInput,
} as const;
