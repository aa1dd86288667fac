import type { Figure } from "../../../figures/figure.ts";
import { linePanels } from "../../../figures/linePanels.ts";
import { percent } from "../../../figures/text.ts";
import { thousands } from "../../words.ts";
import { highestLayer } from "../compare/highestLayer.ts";
import { tableNetworks } from "../compare/networkNamed.ts";
import { countAt, imageNumbers, largestCount, ratioAt } from "../compare/ratioAt.ts";
import { layerNames } from "../layers.ts";
import type { LatentResults, NetworkResult } from "../results.ts";
import { sourceShare } from "../shares.ts";
import { shortName } from "../words/byNetwork.ts";
import { layerPoints, unknown } from "./layerPoints.ts";
import type { SectionOptions } from "./sectionOptions.ts";
import { trainings } from "./trainingFigures.ts";

const share = percent(sourceShare);

/**
 * The count of every layer against the number of images, before and after training, below the most that can be.
 *
 * @source own design
 */
export function growthFigure(network: NetworkResult, { data }: SectionOptions): Promise<Figure> {
  const numbers = imageNumbers(network);
  const [fewest, most] = [numbers[0]!, numbers.at(-1)!];
  const points = layerNames.flatMap((layer) =>
    (["trained", "untrained"] as const).flatMap((when) =>
      numbers.map((images) => ({
        panel: layer,
        series: when,
        x: images,
        y: countAt(network, { layer, when, images }) ?? unknown,
      })),
    ),
  );
  const ofC1 = [fewest, most].map(
    (images) => countAt(network, { layer: "c1", images })?.mean.toFixed(0) ?? "an unknown number",
  );
  return linePanels(points, {
    id: "images-counts",
    title: `Components in c1 of ${shortName(network)}: ${ofC1[0]} of ${thousands(fewest)} images, ${ofC1[1]} of ${thousands(most)}`,
    caption: `Components that hold ${share} of the variance, against the number of test images whose outputs are counted, both on logarithmic scales, in each layer of ${network.title}, before and after training. The dotted line is the most that there can be: ${share} of the images less one, or of the layer's dimension. A line parallel to it would say that the images, not the layer, decide the count; a level line, that there are images enough. Means over seeds, with bands for the 95% confidence interval (Student t).`,
    subtitle: `${data}, ${network.title}`,
    xLabel: "test images",
    xScale: "logarithmic",
    yLabel: `count for ${share}`,
    yScale: "logarithmic",
    format: "number",
    columns: 3,
    height: 190,
    limits: layerNames.map((panel) => ({
      panel,
      label: "the most that there can be",
      points: numbers.map((x) => ({ x, y: largestCount(network, { layer: panel, images: x }) })),
    })),
    seriesOrder: trainings,
    names: { panel: "layer", series: "training", x: "images" },
  });
}

/** The source's figure 4, as it would have come out with fewer images. */
export function ratiosByImagesFigure(
  results: LatentResults,
  { data }: SectionOptions,
): Promise<Figure> {
  const networks = tableNetworks(results);
  const numbers = imageNumbers(networks[0]!);
  const shown = shownNumbers(numbers);
  const nameOf = (images: number) => `${thousands(images)} images`;
  const points = networks.flatMap((network) =>
    shown.map((images) =>
      layerPoints({
        panel: network.title,
        series: nameOf(images),
        estimateAt: (layer) => ratioAt(network, { layer, images }),
      }),
    ),
  );
  return linePanels(points.flat(), {
    id: "ratios-by-images",
    title: byImagesTitle(networks[0]!, shown),
    caption: `Components that hold ${share} of the variance after training, divided by the layer's dimension, on a logarithmic scale, by how many test images were asked. Where lines are apart, the ratio tells of the number of images, too; where their shapes differ, so does what is concluded from them. Means over seeds, with bars for the 95% confidence interval (Student t).`,
    subtitle: data,
    xLabel: "layer",
    xScale: "names",
    yLabel: `ratio for ${share}`,
    yScale: "logarithmic",
    format: "percent",
    columns: 2,
    names: { panel: "network", series: "images", x: "layer" },
  });
}

/** Which layer has the highest ratio, by how many images are asked. */
function byImagesTitle(network: NetworkResult, shown: readonly number[]): string {
  const highest = shown.map(
    (images) => highestLayer((layer) => ratioAt(network, { layer, images })) ?? "no layer",
  );
  const name = shortName(network);
  if (new Set(highest).size === 1) {
    return `Of c1 to c6 of ${name}, ${highest[0]} has the highest mean ratio with ${thousands(shown[0]!)} images as with ${thousands(shown.at(-1)!)}`;
  }
  const said = shown.map((images, at) => `${highest[at]} with ${thousands(images)} images`);
  return `Highest mean ratio of c1 to c6 in ${name}: ${said.join(", ")}`;
}

/** The most, and a tenth and a hundredth of it, or what is nearest below. */
function shownNumbers(numbers: readonly number[]): readonly number[] {
  const most = numbers.at(-1)!;
  const wanted = [most / 100, most / 10, most].map(
    (images) => numbers.findLast((own) => own <= images) ?? numbers[0]!,
  );
  return [...new Set(wanted)];
}
