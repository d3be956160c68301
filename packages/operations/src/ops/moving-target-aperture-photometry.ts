import { defineOperation } from "../define.ts";
import { apertureSettings } from "../photometry/aperture-settings.ts";
import { echoRequest } from "../photometry/echo-request.ts";
import { trackedTarget } from "../photometry/locate-target.ts";
import { photometryInputs } from "../photometry/photometry-inputs.ts";
import { runPhotometry } from "../photometry/run-photometry.ts";
import { timedPositions } from "../photometry/timed-positions.ts";

export default defineOperation({
  name: "Moving Target Aperture Photometry",
  version: 2,
  wizard: {
    description: "Measures the brightness of an object that moves through images tracked on the stars.",
    category: "image",
    inputs: {
      ...photometryInputs,
      target_positions: {
        name: "Target Positions",
        description: "Where the object was at two or more times",
        type: "target_positions",
        required: true,
        minimum: 2,
      },
      track_search_radius: {
        name: "Target Search Radius",
        description: "How far from its expected place the object is looked for, in arcsec",
        type: "float",
        default: 10,
      },
    },
  },
  echo: echoRequest,

  async run(context, { input_files, target_positions, track_search_radius, ...settings }) {
    const samples = timedPositions(target_positions);
    await runPhotometry(context, {
      files: input_files,
      settings: apertureSettings(settings),
      locate: trackedTarget(samples, track_search_radius),
      ensemble: "either",
      extras: {
        track_search_radius,
        target_positions: samples.map(({ mjd, ra, dec }) => ({ mjd, ra_deg: ra, dec_deg: dec })),
      },
    });
  },
});
