import type { Value } from "../../graph/node.ts";
import { argMax } from "../../ops/argMax.ts";
import { mul } from "../../ops/mul.ts";
import { oneHot } from "../../ops/oneHot.ts";
import { softmax } from "../../ops/softmax.ts";
import { sum } from "../../ops/sum.ts";
import { chooseLayer } from "../../probing/chooseLayers.ts";
import { defineProbe, type Probe } from "../../probing/probe.ts";
import type { ProbeSite } from "../../probing/site.ts";
import { camFigures } from "./camFigures.ts";
import type { CamMethod } from "./camMethod.ts";
import type { CamOptions } from "./camOptions.ts";
import { measureCam } from "./measureCam.ts";

const sharedCaveats = [
  "A map has as few positions as its layer; between them it is a guess, however smooth it looks.",
  "Images with pixels taken away are none that the network knows: areas depend on what stands in their place (baseline=).",
  "All areas grow with how sure the network is: compare an area with that of random maps at the same epoch.",
] as const;

/**
 * A probe that maps where the evidence for a class lies, and tells how far the network agrees: it takes pixels away, and
 * puts them in, in the order of the map. `insertion` is high and `deletion` low where the map is right; both are as by a
 * random map of as many positions where it says nothing. A map that is the same everywhere is a zero map: its pixels go by
 * the random map, and there is no mass in its top tenth. Of several images in a row, one map is laid over all.
 *
 * Units: areas under probabilities and shares of images, as fractions
 * @source Petsiuk et al. 2018, arXiv:1806.07421 (deletion and insertion); Zhang et al. 2021, arXiv:2103.13859
 * (their difference); the comparison with a random map, mass and zero maps: own design
 */
export function defineCam<Options extends CamOptions>(method: CamMethod<Options>): Probe<Options> {
  const { id, title, question, source, options, count } = method;
  return defineProbe<Options>({
    id,
    title,
    question,
    headline: {
      quantity: "insertion less deletion",
      words:
        "how much more the pixels that its maps mark say for the class than all others (insertion less deletion, 0 by random maps)",
      isMinor: true,
    },
    source,
    caveats: [...method.caveats, ...sharedCaveats],
    options,
    images: { part: "test", count },
    taps(site) {
      const { logits } = site;
      const activation = site.layers[chooseLayer(site.network, site.options.layer).name]!;
      const scoreGradient = () => site.gradient(scoreOf(site), activation);
      return {
        rows: {
          probabilities: softmax(logits),
          ...method.rows({ activation, logits, scoreGradient }),
        },
      };
    },
    measure: (view) => measureCam(method, view),
    figures: (result) => camFigures(result, method),
  });
}

/** The score of the class that is explained. Shape: [N] */
function scoreOf<Options extends CamOptions>(site: ProbeSite<Options>): Value {
  const { logits, labels, network, options } = site;
  const explained = options.of === "label" ? labels : argMax(logits);
  return sum(mul(logits, oneHot(explained, network.classes)), [1]);
}
