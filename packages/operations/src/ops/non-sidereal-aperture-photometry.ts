import { defineOperation } from "../define.ts";
import { apertureSettings } from "../photometry/aperture-settings.ts";
import { echoRequest } from "../photometry/echo-request.ts";
import { followedTarget } from "../photometry/locate-target.ts";
import { photometryInputs } from "../photometry/photometry-inputs.ts";
import { runPhotometry } from "../photometry/run-photometry.ts";

export default defineOperation({
  name: "Non-Sidereal Aperture Photometry",
  version: 2,
  wizard: {
    description: "Measures the brightness of a moving object that the telescope followed.",
    category: "image",
    inputs: photometryInputs,
  },
  echo: echoRequest,

  /** The frames' headers state where the target was. */
  async run(context, { input_files, ...settings }) {
    await runPhotometry(context, {
      files: input_files,
      settings: apertureSettings(settings),
      locate: followedTarget,
      ensemble: "either",
    });
  },
});
