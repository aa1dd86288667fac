import { loadCanvas } from "./canvas.ts";
import { type Drawing, plotDrawing, stack, textAt } from "./drawing.ts";
import { type Figure, type FigureText, figureOf, innerWidth } from "./figure.ts";
import { fittingText } from "./text.ts";
import { colours, seriesStyle } from "./theme.ts";

/** How many images a class has. */
export interface ClassCount {
  readonly label: string;
  readonly train: number;
  readonly test: number;
}

/** Up to so many classes have a line each. */
const mostLines = 40;

/** How many images each class has: a bar a class where there are few, else columns in the order of the classes. */
export async function classCounts(
  counts: readonly ClassCount[],
  text: Partial<FigureText> = {},
): Promise<Figure> {
  const defaults: FigureText = {
    id: "class-counts",
    title: titleOf(counts),
    caption:
      "Number of images of each class: the wide bars are training images, the narrow ones test images.",
  };
  const drawing = counts.length <= mostLines ? drawBars(counts) : await drawColumns(counts);
  const data = counts.map(({ label, train, test }) => ({ class: label, train, test }));
  return figureOf({ ...defaults, ...text }, drawing, data);
}

function titleOf(counts: readonly ClassCount[]): string {
  const isTrained = counts.some(({ train }) => train > 0);
  const sizes = counts.map(({ train, test }) => (isTrained ? train : test));
  const kind = isTrained ? "training" : "test";
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const show = (count: number) => count.toLocaleString("en-US");
  return least === most
    ? `${counts.length} classes of ${show(most)} ${kind} images each`
    : `${counts.length} classes of ${show(least)} to ${show(most)} ${kind} images`;
}

/** In pixels. */
const labelWidth = 140;
const numberWidth = 120;

function drawBars(counts: readonly ClassCount[]): Drawing {
  const most = Math.max(1, ...counts.flatMap(({ train, test }) => [train, test]));
  const widthOf = (count: number) => ((innerWidth - labelWidth - numberWidth) * count) / most;
  const [train, test] = [seriesStyle(0).colour, seriesStyle(1).colour];
  const bar = (y: number, height: number, count: number, colour: string) =>
    `<rect x="${labelWidth}" y="${y}" width="${widthOf(count).toFixed(2)}" height="${height}" fill="${colour}"/>`;
  const rows = counts.map(({ label, ...own }) => ({
    width: innerWidth,
    height: 24,
    body: [
      textAt(labelWidth - 8, 14, fittingText(label, 12, labelWidth - 10), { anchor: "end" }),
      bar(2, 11, own.train, train),
      bar(14, 5, own.test, test),
      textAt(
        labelWidth + Math.max(widthOf(own.train), widthOf(own.test)) + 6,
        14,
        `${own.train.toLocaleString("en-US")} + ${own.test.toLocaleString("en-US")}`,
        { colour: colours.soft },
      ),
    ].join(""),
  }));
  const legend = {
    width: innerWidth,
    height: 22,
    body: [
      bar(3, 11, most / 20, train),
      textAt(labelWidth + 30, 13, "training images", { colour: colours.soft }),
      `<rect x="${labelWidth + 150}" y="6" width="24" height="5" fill="${test}"/>`,
      textAt(labelWidth + 180, 13, "+ test images", { colour: colours.soft }),
    ].join(""),
  };
  return stack([legend, ...rows], 2);
}

async function drawColumns(counts: readonly ClassCount[]): Promise<Drawing> {
  const canvas = await loadCanvas();
  const { Plot } = canvas;
  const columns = counts.map(({ train }, index) => ({ from: index, to: index + 1, train }));
  return plotDrawing(canvas, {
    width: innerWidth,
    height: 300,
    marginLeft: 60,
    marginBottom: 40,
    x: { label: "class, by its label", domain: [0, counts.length], labelArrow: "none" },
    y: { label: "training images", labelArrow: "none" },
    marks: [
      Plot.gridY({ ticks: 5, stroke: colours.faint, strokeOpacity: 1 }),
      Plot.rectY(columns, { x1: "from", x2: "to", y: "train", fill: seriesStyle(0).colour }),
      Plot.ruleY([0]),
    ],
  });
}
