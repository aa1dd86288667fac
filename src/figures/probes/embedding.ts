import { type Canvas, loadCanvas } from "../canvas.ts";
import { type Drawing, grid, plotDrawing, stack } from "../drawing.ts";
import { type Figure, figureOf, innerWidth } from "../figure.ts";
import { groupBy } from "../groupBy.ts";
import { legendDrawing } from "../legend.ts";
import { percent } from "../text.ts";
import { colours, type SeriesStyle, seriesStyle } from "../theme.ts";
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
const mostClasses = 10;
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

interface Dot {
  readonly x: number;
  readonly y: number;
  /** Nothing for those of the classes that have no colour. */
  readonly style: SeriesStyle | undefined;
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
  const styles = stylesOf(shown, options.classes);
  const panels = shown.map((picture) => panelDrawing(canvas, picture, styles));
  const drawing = stack(
    [legendOf(canvas, styles, options.classes), grid(panels, { columns, columnGap, rowGap: 10 })],
    8,
  );
  const data = shown.flatMap(({ epoch, positions, labels }) =>
    Array.from(labels, (label, at) => ({
      epoch,
      image: at,
      class: nameOf(label, options.classes),
      x: round(positions[2 * at]!),
      y: round(positions[2 * at + 1]!),
    })),
  );
  return figureOf(
    {
      id: options.id,
      title: titleOf(shown, options),
      subtitle: subtitleOf(shown[0]!, options),
      caption: captionOf(styles, options),
    },
    drawing,
    data,
  );
}

/** Of the commonest classes, in the order of their labels; equally common ones go by the label. */
function stylesOf(
  pictures: readonly EmbeddingPicture[],
  classes: readonly string[],
): ReadonlyMap<number, SeriesStyle> {
  const labels = Array.from(pictures[0]!.labels);
  const counts = groupBy(labels, String);
  const commonest = [...counts]
    .map(([label, own]) => ({ label: Number(label), count: own.length }))
    .sort((a, b) => b.count - a.count || a.label - b.label)
    .slice(0, mostClasses)
    .map(({ label }) => label)
    .sort((a, b) => a - b);
  const isFew = classes.length <= mostClasses;
  return new Map(commonest.map((label, at) => [label, seriesStyle(isFew ? label : at)]));
}

function panelDrawing(
  canvas: Canvas,
  { epoch, positions, labels }: EmbeddingPicture,
  styles: ReadonlyMap<number, SeriesStyle>,
): Drawing {
  const { Plot } = canvas;
  const width = Math.floor((innerWidth - columnGap * (columns - 1)) / columns);
  const marginTop = 24;
  const dots: Dot[] = Array.from(labels, (label, at) => ({
    x: positions[2 * at]!,
    y: positions[2 * at + 1]!,
    style: styles.get(label),
  }));
  const domains = domainsOf(dots);
  const drawing = plotDrawing(canvas, {
    width,
    height: width + marginTop,
    margin: 1,
    marginTop,
    x: { axis: null, domain: domains[0] },
    y: { axis: null, domain: domains[1] },
    symbol: { type: "identity" },
    marks: [
      Plot.frame({ stroke: colours.faint }),
      Plot.text([epoch === 0 ? "epoch 0: initialisation" : `epoch ${epoch}`], {
        frameAnchor: "top-left",
        dy: -18,
        fontSize: 13,
        fontWeight: "bold",
      }),
      Plot.dot(
        dots.filter(({ style }) => !style),
        { x: "x", y: "y", r: 1.4, fill: colours.faint, symbol: "circle" },
      ),
      Plot.dot(
        dots.filter(({ style }) => style),
        {
          x: "x",
          y: "y",
          r: 2.3,
          symbol: ({ style }: Dot) => style!.symbol,
          fill: ({ style }: Dot) => style!.colour,
        },
      ),
    ],
  });
  // Thousands of points: a hundredth of a pixel is enough.
  const short = (number: string) => String(Number(Number(number).toFixed(2)));
  return { ...drawing, body: drawing.body.replace(/-?\d+\.\d{3,}/g, short) };
}

/** Of x and y: as wide as the picture's longer side, with the picture in the middle. */
function domainsOf(dots: readonly Dot[]): readonly [number[], number[]] {
  const sides = [dots.map(({ x }) => x), dots.map(({ y }) => y)].map((values) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return { middle: (low + high) / 2, half: (high - low) / 2 };
  });
  const extent = 1.06 * Math.max(...sides.map(({ half }) => half)) || 1;
  const [x, y] = sides.map(({ middle }) => [middle - extent, middle + extent]);
  return [x!, y!];
}

function legendOf(
  canvas: Canvas,
  styles: ReadonlyMap<number, SeriesStyle>,
  classes: readonly string[],
): Drawing {
  const items = [...styles].map(([label, { colour, symbol }]) => ({
    label: nameOf(label, classes),
    marks: (x: number, y: number) => [
      canvas.Plot.dot([0], { x: [x + 6], y: [y], r: 4, symbol, fill: colour }),
    ],
  }));
  return legendDrawing(canvas, items, innerWidth);
}

function nameOf(label: number, classes: readonly string[]): string {
  return classes[label] ?? String(label);
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

function captionOf(styles: ReadonlyMap<number, SeriesStyle>, { classes }: PictureOptions): string {
  const others =
    classes.length > styles.size && styles.size === mostClasses
      ? ` Of ${classes.length} classes the ${mostClasses} commonest have colours; small grey dots are the others.`
      : "";
  return `Each point is an image; points that are near each other have similar outputs in this layer. Each picture begins from the one before and is turned onto it, so that an image can be followed; each is drawn at its own scale. Directions, distances between groups and sizes of groups mean nothing.${others}`;
}

function round(value: number): number {
  return Math.round(1000 * value) / 1000;
}
