import { type Canvas, loadCanvas } from "../canvas.ts";
import { type Drawing, plotDrawing, stack } from "../drawing.ts";
import { type EndLabel, endLabels, endLabelsWidth } from "../endLabels.ts";
import { type Figure, type FigureText, figureOf, innerWidth } from "../figure.ts";
import { groupBy } from "../groupBy.ts";
import { percent } from "../text.ts";
import { colours, type SeriesStyle, seriesStyle } from "../theme.ts";

/** What of a whole is of one kind at an epoch. */
export interface EpochShare {
  /** Which picture it stands in. */
  readonly panel: string;
  readonly epoch: number;
  /** Kinds stand on each other in order of first appearance, the first at the bottom. */
  readonly kind: string;
  /** The shares of all kinds of an epoch add up to 1. */
  readonly share: number;
}

/** How a whole is divided at every epoch: a column an epoch, its parts on each other, in one chart a panel. */
export async function stackedShares(
  shares: readonly EpochShare[],
  text: FigureText,
): Promise<Figure> {
  const canvas = await loadCanvas();
  const kinds = [...new Set(shares.map(({ kind }) => kind))];
  const panels = [...groupBy(shares, ({ panel }) => panel)].map(([name, own]) =>
    panelDrawing(canvas, { name, shares: own, kinds }),
  );
  return figureOf(
    text,
    stack(panels, 14),
    shares.map((share) => ({ ...share })),
  );
}

interface Panel {
  readonly name: string;
  readonly shares: readonly EpochShare[];
  readonly kinds: readonly string[];
}

/** In pixels. */
const height = 250;
const [top, bottom] = [26, 42];

function panelDrawing(canvas: Canvas, { name, shares, kinds }: Panel): Drawing {
  const { Plot } = canvas;
  const right = innerWidth - endLabelsWidth(kinds);
  const styles = kinds.map((_, index) => seriesStyle(index));
  const own = shares.toSorted((a, b) => a.epoch - b.epoch);
  const epochs = [...new Set(own.map(({ epoch }) => epoch))];
  const width = (right - 58) / epochs.length;
  const padding = width > 12 ? 0.06 : 0;
  const chart = plotDrawing(canvas, {
    width: innerWidth,
    height,
    marginLeft: 58,
    marginRight: innerWidth - right,
    marginTop: top,
    marginBottom: bottom,
    x: { type: "band", domain: epochs, padding, label: null },
    y: { domain: [0, 1], label: null },
    marks: [
      Plot.axisX({ ticks: ticksOf(epochs, width), tickSize: 3 }),
      Plot.axisY({ ticks: 5, tickSize: 0, tickFormat: (share: number) => percent(share) }),
      ...kinds.map((kind, index) =>
        Plot.barY(partsOf(own, kinds, index), {
          x: "epoch",
          y1: "from",
          y2: "to",
          fill: styles[index]!.colour,
          fillOpacity: 0.85,
          title: () => kind,
        }),
      ),
      ...kinds.slice(1).map((_, index) =>
        Plot.tickY(partsOf(own, kinds, index), {
          x: "epoch",
          y: "to",
          stroke: colours.background,
          strokeWidth: 1.5,
        }),
      ),
      Plot.text([name], { frameAnchor: "top-left", dy: -20, fontSize: 13, fontWeight: "bold" }),
      Plot.text(["epoch at which it was measured (0: initialisation)"], {
        frameAnchor: "bottom",
        dy: 38,
        fill: colours.soft,
      }),
      Plot.text(["share of the images"], {
        frameAnchor: "left",
        textAnchor: "middle",
        dx: -50,
        rotate: -90,
        fill: colours.soft,
      }),
    ],
  });
  const labels = endLabels(canvas, labelsOf(own, kinds, { styles, right }), {
    width: innerWidth,
    height,
    right,
  });
  return { ...chart, body: chart.body + labels.body };
}

interface Part {
  readonly epoch: number;
  readonly from: number;
  readonly to: number;
}

/** Where the parts of one kind begin and end. */
function partsOf(shares: readonly EpochShare[], kinds: readonly string[], index: number): Part[] {
  const epochs = [...groupBy(shares, ({ epoch }) => String(epoch)).values()];
  return epochs.map((own) => {
    const sizes = kinds.map((kind) => own.find((share) => share.kind === kind)?.share ?? 0);
    const sumTo = (end: number) => sizes.slice(0, end).reduce((sum, size) => sum + size, 0);
    return { epoch: own[0]!.epoch, from: sumTo(index), to: sumTo(index + 1) };
  });
}

/** Each kind is named beside the middle of its last part. */
function labelsOf(
  shares: readonly EpochShare[],
  kinds: readonly string[],
  { styles, right }: { readonly styles: readonly SeriesStyle[]; readonly right: number },
): EndLabel[] {
  return kinds.map((text, index) => {
    const { from, to } = partsOf(shares, kinds, index).at(-1)!;
    const y = top + (1 - (from + to) / 2) * (height - top - bottom);
    return { text, x: right - 7, y, style: styles[index]! };
  });
}

/** As many epochs as have room for their numbers. */
function ticksOf(epochs: readonly number[], width: number): number[] {
  const step = Math.ceil(30 / width);
  return epochs.filter((_, index) => (epochs.length - 1 - index) % step === 0);
}
