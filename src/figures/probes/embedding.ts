import { makeStream } from "../../core/random.ts";
import { type Canvas, loadCanvas } from "../canvas.ts";
import { classLegend, className, classStyles, mostClasses } from "../classStyles.ts";
import { dotPanel } from "../dotPanel.ts";
import { grid, stack } from "../drawing.ts";
import { type Figure, figureOf, innerWidth } from "../figure.ts";
import { groupBy } from "../groupBy.ts";
import { percent } from "../text.ts";
import type { SeriesStyle } from "../theme.ts";
import { readingCurves } from "./readingCurves.ts";
import type { ReadingRow, UntrainedRow } from "./readingLines.ts";
import { someEpochs } from "./someEpochs.ts";

/** A picture of a layer's outputs at a checkpoint. */
export interface EmbeddingPicture {
  readonly run: string;
  readonly epoch: number;
  /** Shape: [N, 2] */
  readonly positions: ArrayLike<number>;
  /** Shape: [N] */
  readonly labels: ArrayLike<number>;
}

export interface EmbeddingFigureOptions {
  readonly method: "tsne" | "umap";
  readonly perplexity: number;
  readonly neighbours: number;
  readonly part: string;
  readonly classes: readonly string[];
  readonly rows: readonly ReadingRow[];
  readonly untrained?: readonly UntrainedRow[];
}

const mostPanels = 9;
const mostRuns = 4;
/** In a panel: more would hide each other. */
const mostDots = 1000;
/** Up to so many have room to be larger. */
const fewDots = 500;
const largeRadius = 2.3;
const smallRadius = 1.7;
const columns = 3;
const columnGap = 14;

/** Pictures of a layer's outputs over training, a figure a run, and what is measured of them over the epochs. */
export async function embeddingFigures(
  pictures: readonly EmbeddingPicture[],
  options: EmbeddingFigureOptions,
): Promise<Figure[]> {
  const canvas = await loadCanvas();
  const runs = [...groupBy(pictures, ({ run }) => run)].slice(0, mostRuns);
  const drawn = runs.map(([run, own], at) =>
    pictureFigure(canvas, own, {
      ...options,
      id: at === 0 ? "embedding-pictures" : `embedding-pictures-${at + 1}`,
      run: runs.length > 1 ? run : "",
    }),
  );
  const curves = await readingCurves(options.rows, {
    id: "embedding",
    subtitle: pictures.length > 0 ? `${pictures[0]!.labels.length} ${options.part} images` : "",
    untrained: options.untrained ?? [],
    headlines: {
      "neighbours of the same class": "How many of an image's nearest neighbours are of its class",
      "variance kept": "How much of the layer's variance the picture begins with",
      "neighbours kept": "How many nearest neighbours in the layer are so in the picture, too",
      trustworthiness: "How far nearness in the picture can be trusted",
      "Kullback-Leibler divergence": "How much the picture loses of the neighbourhoods",
    },
    formats: Object.fromEntries(shares.map((quantity) => [quantity, "percent"])),
    captions: {
      "neighbours of the same class":
        "Of an image's ten nearest neighbours in the layer, the share that is of its class.",
      "variance kept":
        "Share of the variance of the layer's outputs along their first 50 principal directions, which the picture is made from.",
      "neighbours kept":
        "Of an image's ten nearest neighbours in the layer, the share that is among the ten nearest in the picture.",
      trustworthiness:
        "Trustworthiness: 1 where all neighbours in the picture are neighbours in the layer; the farther away in the layer those are that are not, the lower (Venna & Kaski 2001).",
      "Kullback-Leibler divergence":
        "Kullback-Leibler divergence of the picture's neighbourhoods from the layer's, in nats: what t-SNE makes small; 0 where they are the same.",
    },
  });
  return [...drawn, ...curves];
}

const shares = [
  "neighbours of the same class",
  "variance kept",
  "neighbours kept",
  "trustworthiness",
] as const;

interface PictureOptions extends EmbeddingFigureOptions {
  readonly id: string;
  /** What the run is called, where there are several. */
  readonly run: string;
}

function pictureFigure(
  canvas: Canvas,
  pictures: readonly EmbeddingPicture[],
  options: PictureOptions,
): Figure {
  const epochs = someEpochs(
    pictures.map(({ epoch }) => epoch),
    mostPanels,
  );
  const shown = pictures.filter(({ epoch }) => epochs.includes(epoch));
  const images = imagesDrawn(shown[0]!);
  const styles = classStyles(shown[0]!.labels, options.classes);
  const width = Math.floor((innerWidth - columnGap * (columns - 1)) / columns);
  const radius = images.length > fewDots ? smallRadius : largeRadius;
  const panels = shown.map(({ epoch, positions, labels }) =>
    dotPanel(canvas, {
      positions: images.flatMap((image) => [positions[2 * image]!, positions[2 * image + 1]!]),
      labels: images.map((image) => labels[image]!),
      styles,
      width,
      radius,
      title: epochTitle(epoch),
    }),
  );
  const drawing = stack(
    [
      classLegend(canvas, styles, options.classes),
      grid(panels, { columns, columnGap, rowGap: 10 }),
    ],
    8,
  );
  const data = shown.flatMap(({ epoch, positions, labels }) =>
    images.map((image) => ({
      epoch,
      image,
      class: className(labels[image]!, options.classes),
      x: round(positions[2 * image]!),
      y: round(positions[2 * image + 1]!),
    })),
  );
  return figureOf(
    {
      id: options.id,
      title: titleOf(shown, options),
      subtitle: subtitleOf(shown[0]!, options),
      caption: captionOf(shown[0]!, { ...options, styles, images }),
    },
    drawing,
    data,
  );
}

/** All, or some of many, drawn at random: images may be in an order of their classes. */
function imagesDrawn({ labels }: EmbeddingPicture): number[] {
  const drawn = makeStream(0, "figures/embedding").permutation(0, labels.length);
  return Array.from(drawn.subarray(0, mostDots)).sort((a, b) => a - b);
}

function epochTitle(epoch: number): string {
  return epoch === 0 ? "epoch 0: initialisation" : `epoch ${epoch}`;
}

function titleOf(pictures: readonly EmbeddingPicture[], { rows, run }: PictureOptions): string {
  const shareAt = (picture: EmbeddingPicture) =>
    rows.find(
      (row) => row.run === picture.run && row.epoch === picture.epoch && row.quantity === shares[0],
    );
  const [first, last] = [shareAt(pictures[0]!), shareAt(pictures.at(-1)!)];
  const before = run === "" ? "" : `${run}: `;
  if (typeof first?.value !== "number" || typeof last?.value !== "number") {
    return `${before}a layer’s outputs in the plane`;
  }
  const share = `${percent(last.value)} of nearest neighbours in ${last.layer} are of the same class`;
  const earlier =
    first.epoch === last.epoch ? "" : `, ${percent(first.value)} at epoch ${first.epoch}`;
  return `${before}${share} at epoch ${last.epoch}${earlier}`;
}

function subtitleOf(
  { labels }: EmbeddingPicture,
  { method, perplexity, neighbours, part }: PictureOptions,
): string {
  const how =
    method === "tsne" ? `t-SNE, perplexity ${perplexity}` : `UMAP, ${neighbours} neighbours`;
  return `${how}; the same ${labels.length} ${part} images in all pictures`;
}

interface Shown {
  readonly styles: ReadonlyMap<number, SeriesStyle>;
  /** Which are drawn. */
  readonly images: readonly number[];
}

function captionOf(
  { labels }: EmbeddingPicture,
  { styles, images, classes }: Shown & PictureOptions,
): string {
  const part =
    images.length < labels.length
      ? ` Of ${labels.length} images, which were all placed, ${images.length} at random are drawn.`
      : "";
  const others =
    classes.length > styles.size && styles.size === mostClasses
      ? ` Of ${classes.length} classes the ${mostClasses} commonest have colours; small grey dots are the others.`
      : "";
  return `Each point is an image; points that are near each other have similar outputs in this layer. Each picture begins from the one before and is turned onto it, so that an image can be followed; each is drawn at its own scale. Directions, distances between groups and sizes of groups mean nothing.${part}${others}`;
}

function round(value: number): number {
  return Math.round(1000 * value) / 1000;
}
