import { defineOperation } from "../define.ts";
import { apertureSettings } from "../photometry/aperture-settings.ts";
import { echoRequest } from "../photometry/echo-request.ts";
import { fixedTarget } from "../photometry/locate-target.ts";
import { photometryInputs } from "../photometry/photometry-inputs.ts";
import { runPhotometry } from "../photometry/run-photometry.ts";

export default defineOperation({
  name: "Aperture Photometry",
  version: 2,
  wizard: {
    description: "Measures how the brightness of a star changes, compared with stars around it.",
    category: "image",
    inputs: {
      source: {
        name: "Target",
        description: "Name or position of the star to measure",
        type: "source",
        name_lookup: true,
        required: true,
      },
      ...photometryInputs,
    },
  },
  offers: {
    "2026-09": {
      target_positions: {
        name: "Target",
        type: "target_positions",
        description: "Name or position of the star to measure",
        name_lookup: true,
        minimum: 1,
      },
      ...photometryInputs,
    },
  },
  echo: echoRequest,

  async run(context, { source, input_files, ...settings }) {
    await runPhotometry(context, {
      files: input_files,
      settings: apertureSettings(settings),
      locate: fixedTarget(source),
      ensemble: "shared",
    });
  },
});
