import { AppError } from "@datalab/errors";
import { defineOperation } from "../define.ts";
import type { FrameFile } from "../frame-file.ts";
import { clusterDiagram } from "../hr-diagram/cluster-diagram.ts";
import { colourStars } from "../hr-diagram/colour-stars.ts";
import { mayShow } from "../hr-diagram/footprint.ts";
import { gaiaStars } from "../hr-diagram/gaia-stars.ts";
import { imageEpoch } from "../hr-diagram/image-epoch.ts";
import { imageStars } from "../hr-diagram/image-stars.ts";

const defaultRadius = 15;
const largestRadius = 120;

export default defineOperation({
  name: "HR Diagram",
  version: 2,
  reads: ["filter", "observation_date"],
  wizard: {
    description:
      "Draws the colour–magnitude diagram of a star cluster from a blue and a red image, completed with Gaia motions and distances.",
    category: "image",
    inputs: {
      blue_filter_files: {
        name: "Blue Band Image",
        description: "Image in the bluer filter",
        type: "fits",
        single_filter: true,
        filter_options: ["gp"],
        minimum: 1,
        maximum: 1,
      },
      red_filter_files: {
        name: "Red Band Image",
        description: "Image in the redder filter",
        type: "fits",
        single_filter: true,
        filter_options: ["rp", "ip", "zs"],
        minimum: 1,
        maximum: 1,
      },
      cluster: { name: "Cluster Center", description: "Position of the cluster", type: "source" },
      search_radius_arcmin: {
        name: "Search Radius (arcmin)",
        description: "Keep stars within this distance of the centre",
        type: "float",
        default: defaultRadius,
      },
    },
  },

  async run({ frames, gaia, signal, progress, output }, { cluster, ...input }) {
    const [blueFile, redFile] = [input.blue_filter_files[0], input.red_filter_files[0]];
    if (!cluster) throw invalid("HR Diagram needs a cluster centre with ra and dec.");
    const radius = input.search_radius_arcmin || defaultRadius;
    if (radius < 0) throw invalid("HR Diagram: the search radius must be above zero.");
    if (radius > largestRadius) throw invalid(`HR Diagram: the search radius may be at most ${largestRadius} arcmin.`);

    const blueFrame = await frames.read(blueFile);
    const blue = await imageStars(blueFrame);
    progress(0.2, "Read the blue catalog");
    const redFrame = await frames.read(redFile);
    const red = await imageStars(redFrame);
    progress(0.4, "Read the red catalog");
    if (![blueFrame, redFrame].some((frame) => mayShow(frame, cluster))) {
      throw invalid("The cluster centre lies outside both images.");
    }
    const epoch = (imageEpoch(blueFrame) + imageEpoch(redFrame)) / 2;
    const stars = colourStars(blue, red, cluster, radius / 60);
    progress(0.5, "Matched both catalogs; asking Gaia");
    const known = await gaiaStars(gaia, { ra: cluster.ra, dec: cluster.dec, radius: radius / 60 }, signal);
    progress(0.8, "Received the Gaia catalog");
    const diagnostics = [blueFrame, redFrame].flatMap(exposureLines);
    const filters = { blue: blueFile.filter, red: redFile.filter };
    const diagram = clusterDiagram(stars, known, epoch, filters);
    progress(0.95, "Matched the Gaia catalog");
    output.data({
      cluster: { name: "", ra: cluster.ra, dec: cluster.dec, radius_arcmin: radius },
      blue_filter: filters.blue,
      red_filter: filters.red,
      mag_band: filters.red,
      ...diagram,
      ...(diagnostics.length > 0 && { diagnostics }),
    });
  },

  /** The cluster's name is a label of the request. */
  echo(data, { cluster }) {
    const name = typeof cluster === "object" && cluster !== null && "name" in cluster ? String(cluster.name ?? "") : "";
    return { ...data, cluster: { ...(data.cluster as object), name } };
  },
});

/** What the headers leave open of time and saturation, which both count here. */
function exposureLines({ basename, exposure }: FrameFile): string[] {
  const told = exposure.notes.filter(({ code }) => /^(start|saturation)[.]/.test(code));
  return told.map(({ text }) => `${basename}: ${text}`);
}

function invalid(message: string): AppError {
  return new AppError("invalid", "operations.invalid_input", message);
}
