import { type Estimate, estimateOf } from "../../../core/statistics.ts";
import type { Figure } from "../../../figures/figure.ts";
import { linePanels } from "../../../figures/linePanels.ts";
import type { PanelLimit } from "../../../figures/panelPoint.ts";
import { percent } from "../../../figures/text.ts";
import { differenceBetween } from "../../differenceBetween.ts";
import { thousands } from "../../words.ts";
import { firstLimit } from "../compare/claimed.ts";
import { tableNetworks } from "../compare/networkNamed.ts";
import { countAt, dimensionOf, type LookedAt, mostImages, ratioAt } from "../compare/ratioAt.ts";
import { layerNames } from "../layers.ts";
import type { LatentResults, NetworkResult } from "../results.ts";
import { sourceShare } from "../shares.ts";
import { shortName } from "../words/byNetwork.ts";
import { plainShareText } from "../words/estimateTexts.ts";
import { layerPoints } from "./layerPoints.ts";
import { type SectionOptions, titlesOf } from "./sectionOptions.ts";
import { sideOrSign } from "./sideOrSign.ts";

const share = percent(sourceShare);
const axes = {
  xLabel: "layer, from the image to the classifier",
  xScale: "names",
  yScale: "logarithmic",
  columns: 1,
  height: 300,
  names: { panel: "panel", series: "network", x: "layer" },
} as const;

/**
 * The source's figure 3: how many numbers each layer gives for an image.
 *
 * @source Dai & Jin'no, figure 3
 */
export function dimensionsFigure(
  results: LatentResults,
  { data }: SectionOptions,
): Promise<Figure> {
  const networks = tableNetworks(results);
  const [first] = networks;
  const [c2, c3] = (["c2", "c3"] as const).map((layer) => thousands(dimensionOf(first!, layer)));
  const points = networks.flatMap((network) =>
    layerPoints({
      panel: "",
      series: network.title,
      estimateAt: (layer) => estimateOf([dimensionOf(network, layer)]),
    }),
  );
  return linePanels(points, {
    ...axes,
    id: "dimensions",
    title: `Feature maps become smaller with depth: ${c2} numbers in c2 of ${shortName(first!)}, ${c3} in c3`,
    caption:
      "How many numbers each layer gives for an image: channels times height times width of its output, before pooling; of gap, the mean over all positions, its channels. On a logarithmic scale. The four networks are the source's, with numbers of channels that are ours; their lines stand beside each other where they are the same.",
    subtitle: `images as those of ${data}`,
    isExact: true,
    yLabel: "dimension",
    format: "number",
    seriesOrder: titlesOf(results),
  });
}

/**
 * The source's figure 4: components for 70 % of the variance, divided by the dimension.
 *
 * @source Dai & Jin'no, figure 4
 */
export function ratiosFigure(results: LatentResults, options: SectionOptions): Promise<Figure> {
  const networks = tableNetworks(results);
  const [first] = networks;
  const [c1, c6, gap] = (["c1", "c6", "gap"] as const).map((layer) => {
    const own = ratioAt(first!, { layer });
    return own ? plainShareText(own.mean) : "unknown";
  });
  return overLayers(results, options, ratioAt, {
    id: "ratios",
    title: `Beside c1, the ratio of c6 is ${directionsText(networks, ratioAt)}; in ${shortName(first!)} it is ${c1} in c1, ${c6} in c6, ${gap} in gap`,
    caption: `Components that hold ${share} of the variance of a layer's outputs, divided by the layer's dimension, after training: the source's figure 4, on a logarithmic scale. Marks are means over seeds, with bars for the 95% confidence interval of the mean (Student t); lines of the four networks stand a little beside each other. The dashed line is the ${percent(firstLimit)} that the source finds its first layers below; the dotted one is the first network before training.`,
    yLabel: `ratio for ${share}`,
    format: "percent",
    level: {
      value: firstLimit,
      label: `${percent(firstLimit)}: the source's first layers are below`,
    },
    limits: [untrainedLimit(first!)],
  });
}

/** What the ratios are made of. */
export function countsFigure(results: LatentResults, options: SectionOptions): Promise<Figure> {
  const networks = tableNetworks(results);
  return overLayers(results, options, countAt, {
    id: "counts",
    title: `Beside c1, the number of components of c6 is ${directionsText(networks, countAt)}`,
    caption: `Components that hold ${share} of the variance of a layer's outputs after training, not divided by anything, on a logarithmic scale. A ratio grows where this number grows, and also where it falls less than the dimension does. Marks are means over seeds, with bars for the 95% confidence interval of the mean (Student t).`,
    yLabel: `count for ${share}`,
    format: "number",
  });
}

/** The means before training. */
function untrainedLimit(network: NetworkResult): PanelLimit {
  return {
    label: `${shortName(network)} before training`,
    points: layerNames.flatMap((x) => {
      const own = ratioAt(network, { layer: x, when: "untrained" });
      return own ? [{ x, y: own.mean }] : [];
    }),
  };
}

type Ask = (network: NetworkResult, looked: LookedAt) => Estimate | null;

interface OverLayersText {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly yLabel: string;
  readonly format: "percent" | "number";
  readonly level?: { readonly value: number; readonly label: string };
  readonly limits?: readonly PanelLimit[];
}

function overLayers(
  results: LatentResults,
  { data }: SectionOptions,
  ask: Ask,
  text: OverLayersText,
): Promise<Figure> {
  const networks = tableNetworks(results);
  const points = networks.flatMap((network) =>
    layerPoints({
      panel: "",
      series: network.title,
      estimateAt: (layer) => ask(network, { layer }),
    }),
  );
  return linePanels(points, {
    ...axes,
    ...text,
    subtitle: `${data}, ${thousands(mostImages(networks[0]!))} test images`,
    seriesOrder: titlesOf(results),
  });
}

/** Of how many networks a quantity is higher in c6 than in c1, and of how many lower. */
function directionsText(networks: readonly NetworkResult[], ask: Ask): string {
  const differences = networks.map((network) => {
    const [first, last] = (["c1", "c6"] as const).map((layer) => ask(network, { layer }));
    return differenceBetween(last!, first!);
  });
  const isSingle = networks.every(({ accuracy }) => accuracy.n < 2);
  const of = (side: string) => differences.filter((own) => own && sideOrSign(own) === side).length;
  const [above, below] = [of("above"), of("below")];
  const open = networks.length - above - below;
  const parts = [
    ...(above > 0 ? [`higher in ${above}`] : []),
    ...(below > 0 ? [`lower in ${below}`] : []),
    ...(open > 0 ? [`not told apart in ${open}`] : []),
  ];
  return `${parts.join(", ")} of ${networks.length} networks${isSingle ? " (one seed)" : ""}`;
}
