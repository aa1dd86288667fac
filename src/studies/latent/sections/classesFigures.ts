import type { Figure } from "../../../figures/figure.ts";
import { linePanels } from "../../../figures/linePanels.ts";
import { percent } from "../../../figures/text.ts";
import { thousands } from "../../words.ts";
import { countAt } from "../compare/ratioAt.ts";
import type { NetworkResult } from "../results.ts";
import { sharePlace, sourceShare } from "../shares.ts";
import { shortName } from "../words/byNetwork.ts";
import {
  betweenShare,
  betweenText,
  classAt,
  classImages,
  imagesOfClass,
  withinCount,
} from "./classValues.ts";
import { layerPoints } from "./layerPoints.ts";
import type { SectionOptions } from "./sectionOptions.ts";
import { trainings } from "./trainingFigures.ts";

const share = percent(sourceShare);

/**
 * How much of the variance lies between classes, before and after training.
 *
 * @source own design
 */
export function betweenFigure(
  networks: readonly NetworkResult[],
  { data, classes }: SectionOptions,
): Promise<Figure> {
  const chance = (classes.length - 1) / (classImages(networks[0]!) - 1);
  const points = networks.flatMap((network) =>
    (["trained", "untrained"] as const).flatMap((when) =>
      layerPoints({
        panel: network.title,
        series: when,
        estimateAt: (layer) => betweenShare(network, { layer, when }),
      }),
    ),
  );
  const [first] = networks;
  return linePanels(points, {
    id: "classes-share",
    title: `Between classes lies ${betweenText(first!, "c1")} of the variance in c1 of ${shortName(first!)}, ${betweenText(first!, "c6")} in c6`,
    caption: `Share of the variance of a layer's outputs that lies between the means of the classes: 0% where all classes have the same mean, 100% where all images of a class have the same output. Before training it is what the images themselves and the architecture bring along; of labels dealt at random it would be ${percent(chance, 1)}. Means over seeds, with bars for the 95% confidence interval (Student t).`,
    subtitle: `${data}, ${thousands(classImages(first!))} test images`,
    xLabel: "layer",
    xScale: "names",
    yLabel: "between classes",
    yScale: "linear",
    format: "percent",
    columns: 2,
    seriesOrder: trainings,
    names: { panel: "network", series: "training", x: "layer" },
  });
}

/** Counts of all images, of those of one class, and of the classes' means. */
export function withinFigure(
  network: NetworkResult,
  { data, classes }: SectionOptions,
): Promise<Figure> {
  const images = Math.round(imagesOfClass(network));
  const panels = [
    { panel: "before training", when: "untrained" },
    { panel: "after training", when: "trained" },
  ] as const;
  const points = panels.flatMap(({ panel, when }) => [
    ...layerPoints({
      panel,
      series: "all images",
      estimateAt: (layer) => countAt(network, { layer, when, images: classImages(network) }),
    }),
    ...layerPoints({
      panel,
      series: "within a class",
      estimateAt: (layer) => withinCount(network, { layer, when }),
    }),
    ...layerPoints({
      panel,
      series: "the classes' means",
      estimateAt: (layer) => classAt(network, { layer, when })?.between?.[sharePlace] ?? null,
    }),
  ]);
  const [all, within] = [
    countAt(network, { layer: "c6", images: classImages(network) }),
    withinCount(network, { layer: "c6", when: "trained" }),
  ].map((own) => own?.mean.toFixed(0) ?? "an unknown number");
  return linePanels(points, {
    id: "classes-counts",
    title: `Components in c6 of ${shortName(network)} after training: ${all} of all images, ${within} of one class by itself`,
    caption: `Components that hold ${share} of the variance, on a logarithmic scale: of ${thousands(classImages(network))} test images; of those of one class, about ${thousands(images)}, the mean over classes; and of the ${classes.length} means of the classes. Of fewer images there are fewer components. Means over seeds, with bars for the 95% confidence interval (Student t).`,
    subtitle: `${data}, ${network.title}`,
    xLabel: "layer",
    xScale: "names",
    yLabel: `count for ${share}`,
    yScale: "logarithmic",
    format: "number",
    columns: 2,
    height: 260,
    names: { panel: "training", series: "images", x: "layer" },
  });
}
