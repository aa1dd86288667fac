import { z } from "zod";
import { count, estimate, storedNumber } from "../storedValues.ts";
import { tableRows } from "./cells.ts";
import { layerNames, stageNames } from "./layers.ts";
import type { LatentResults } from "./results.ts";
import { countedShares, varianceShares } from "./shares.ts";

const layer = z.enum(layerNames);

const place = {
  layer,
  stage: z.enum(stageNames),
  part: z.enum(["train", "test"]),
  epoch: count,
  images: count,
};

const components = z.array(estimate).min(1).max(varianceShares.length).nullable();

const network = z.object({
  row: z.string(),
  group: z.enum(["table", "shuffled", "normalisation"]),
  title: z.string(),
  normalisation: z.enum(["batch", "none"]),
  epochs: count,
  layers: z.array(z.object({ layer, dimension: count })).length(layerNames.length),
  accuracy: estimate,
  history: z.array(
    z.object({ seed: count, epoch: count, accuracy: storedNumber, trainLoss: storedNumber }),
  ),
  spreads: z.array(
    z
      .object({
        ...place,
        components,
        participationRatio: estimate.nullable(),
        twoNn: estimate.nullable(),
      })
      .refine(({ components: own, images }) => !own || own.length >= countedShares(images).length),
  ),
  classes: z.array(
    z.object({
      ...place,
      within: components,
      byClass: z.array(z.object({ label: count, images: count, count: estimate.nullable() })),
      between: components,
      betweenShare: estimate.nullable(),
    }),
  ),
});

const picture = z.object({
  row: z.string(),
  layer,
  method: z.enum(["tsne", "umap"]),
  epoch: count,
  positions: z.array(z.number()),
  neighboursKept: storedNumber,
  sameClass: storedNumber,
});

const shown = z.object({
  channels: count,
  height: count,
  width: count,
  labels: z.array(count),
  pixels: z.base64(),
});

/**
 * What the study's results look like in a file.
 *
 * @source own design
 */
export const latentResultsSchema: z.ZodType<LatentResults> = z
  .object({
    networks: z
      .array(network)
      .refine((networks) => tableRows.every(({ id }, at) => networks[at]?.row === id)),
    pictures: z.array(picture),
    shown: shown.nullable(),
  })
  .refine(({ pictures, shown }) => {
    const points = shown?.labels.length ?? 0;
    return pictures.every(({ positions }) => positions.length === 2 * points);
  });
