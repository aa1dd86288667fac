import { isCifar10 } from "../isCifar10.ts";
import type { Study } from "../study.ts";
import { analyseLatent } from "./analyseLatent.ts";
import { latentCells } from "./cells.ts";
import { latentClaims } from "./claims.ts";
import { latentData } from "./data/cellData.ts";
import { latentCautions } from "./latentCautions.ts";
import type { LatentMeasured } from "./measure/measured.ts";
import { measureLatent } from "./measure/measureLatent.ts";
import { reportLatent } from "./report.ts";
import type { LatentResults } from "./results.ts";
import { latentResultsSchema } from "./resultsSchema.ts";
import { type LatentSettings, latentSettings } from "./settings.ts";

/**
 * Counts over how many directions the outputs of each layer spread, as the source does; then asks whether it is the
 * training that spreads them, and what the number of images has to do with it.
 *
 * Units: ratios are fractions of a layer's dimension; counts are principal components
 * @source Dai & Jin'no, Study on data distribution in latent variable space (in Japanese)
 */
export const latent: Study<LatentSettings, LatentMeasured, LatentResults> = {
  id: "latent",
  title: "Into how many dimensions do feature maps spread?",
  question:
    "The deeper a layer, the smaller its feature maps: do the data fill a larger part of them, and is it the training that spreads the data?",
  source:
    "M. Dai & K. Jin'no (代 美月, 神野 健哉), Study on data distribution in latent variable space (in Japanese), Tokyo City University",
  settings: latentSettings,
  substitutes: ["cifar-10-jpeg-32", "shapes-textures"],
  // Each shape with any texture, in the test as in training: as in photographs, neither tells all of the other.
  dataOptions: {
    "shapes-textures": { label: "shape", pairing: "independent", testPairing: "independent" },
  },
  demo: {
    seeds: [0, 1],
    width: 8,
    trainCount: 4000,
    testCount: 1000,
    epochs: 4,
    batchSize: 64,
    sampleCount: 500,
    viewCount: 200,
    pictureCount: 80,
  },
  trainingShare: 0.5,
  cautions: latentCautions,
  cells: latentCells,
  cellData: latentData,
  measure: measureLatent,
  analyse: analyseLatent,
  results: latentResultsSchema,
  claims: latentClaims,
  isSourceData: isCifar10,
  report: reportLatent,
};
