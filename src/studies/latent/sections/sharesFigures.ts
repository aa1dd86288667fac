import type { Figure } from "../../../figures/figure.ts";
import { linePanels } from "../../../figures/linePanels.ts";
import type { PanelPoint } from "../../../figures/panelPoint.ts";
import { percent } from "../../../figures/text.ts";
import { thousands } from "../../words.ts";
import { highestLayer } from "../compare/highestLayer.ts";
import { countAt, mostImagesOfAllShares } from "../compare/ratioAt.ts";
import type { LatentResults, NetworkResult } from "../results.ts";
import { varianceShares } from "../shares.ts";
import { shortName } from "../words/byNetwork.ts";
import { participationThere, twoNnThere } from "./atPlace.ts";
import { layerPoints } from "./layerPoints.ts";
import { type SectionOptions, titlesOf } from "./sectionOptions.ts";

/**
 * Counts for every share of the variance, before and after training.
 *
 * @source own design
 */
export function sharesFigure(network: NetworkResult, { data }: SectionOptions): Promise<Figure> {
  const images = mostImagesOfAllShares(network);
  const c6 = [0.5, 0.99] as const;
  const [half, nearlyAll] = c6.map((share) => {
    const own = countAt(network, { layer: "c6", share, images });
    return own ? thousands(Math.round(own.mean)) : "an unknown number of";
  });
  const panels = [
    { panel: `${shortName(network)}, trained`, when: "trained" },
    { panel: `${shortName(network)}, untrained`, when: "untrained" },
  ] as const;
  const points = panels.flatMap(({ panel, when }) =>
    varianceShares.flatMap((share) =>
      layerPoints({
        panel,
        series: percent(share),
        estimateAt: (layer) => countAt(network, { layer, share, when, images }),
      }),
    ),
  );
  return linePanels(points, {
    id: "shares",
    title: `In c6 of ${shortName(network)}, ${percent(c6[0])} of the variance takes ${half} components, ${percent(c6[1])} takes ${nearlyAll}`,
    caption: `Components that hold the named share of the variance of a layer's outputs, on a logarithmic scale, after training (left) and before (right); of so many images there cannot be more than ${thousands(images - 1)}. Means over seeds, with bars for the 95% confidence interval (Student t).`,
    subtitle: `${data}, ${thousands(images)} test images`,
    xLabel: "layer",
    xScale: "names",
    yLabel: "components",
    yScale: "logarithmic",
    format: "number",
    columns: 2,
    height: 300,
    names: { panel: "network", series: "share", x: "layer" },
  });
}

/** Participation ratio and TwoNN of every layer after training. */
export function measuresFigure(
  results: LatentResults,
  networks: readonly NetworkResult[],
  { data }: SectionOptions,
): Promise<Figure> {
  const places = networks.map((network) => [network, trainedPlace(network)] as const);
  const pointsOf = (panel: string, quantity: typeof twoNnThere): PanelPoint[] =>
    places.flatMap(([network, place]) =>
      layerPoints({
        panel,
        series: network.title,
        estimateAt: (layer) => quantity(network, { ...place, layer }),
      }),
    );
  const [first] = places;
  const highest = (quantity: typeof twoNnThere) =>
    highestLayer((layer) => quantity(first![0], { ...first![1], layer })) ?? "no layer";
  return linePanels(
    [
      ...pointsOf("participation ratio", participationThere),
      ...pointsOf("TwoNN's dimension", twoNnThere),
    ],
    {
      id: "measures",
      title: `The most dimensions in ${shortName(networks[0]!)}, by the mean over seeds: by participation ratio in ${highest(participationThere)}, by TwoNN in ${highest(twoNnThere)}`,
      caption:
        "Left: participation ratio (Σλ)² / Σλ² of the variances λ along all components of a layer's outputs after training. Right: TwoNN's estimate of the dimension of the set on which the outputs lie. Each has an axis of its own, on a logarithmic scale. Means over seeds, with bars for the 95% confidence interval (Student t).",
      subtitle: `${data}, ${thousands(places[0]![1].images)} test images`,
      xLabel: "layer",
      xScale: "names",
      yScale: "logarithmic",
      format: "number",
      columns: 2,
      height: 260,
      seriesOrder: titlesOf(results),
      names: { panel: "quantity", series: "network", x: "layer" },
    },
  );
}

/** At the number of images at which TwoNN was asked: that of all epochs. */
function trainedPlace({ epochs, spreads }: NetworkResult) {
  const images = spreads.find((own) => own.epoch === epochs && own.twoNn)?.images ?? 0;
  return { epoch: epochs, images };
}
