import type { Estimate } from "../core/statistics.ts";
import { loadCanvas } from "./canvas.ts";
import { estimateColumns, seedsNote } from "./estimates.ts";
import { type Figure, type FigureText, figureOf } from "./figure.ts";
import { percentHeatmap } from "./heatmap.ts";

/** How often a network gives one answer to the images of one class, moved sideways. */
export interface AnswerShare {
  readonly answer: number;
  /** True class of the images. */
  readonly label: number;
  /** Pixels to the right. */
  readonly dx: number;
  /** Fraction of the images of this class that get this answer. */
  readonly share: Estimate;
}

/** For every true class and sideways shift the share of one answer; one panel an answer. */
export async function answerShares(
  shares: readonly AnswerShare[],
  text: Partial<FigureText> = {},
): Promise<Figure> {
  const canvas = await loadCanvas();
  const panelOf = (answer: number) => `Answer “${answer}”`;
  const drawing = percentHeatmap(
    canvas,
    shares.map(({ answer, label, dx, share }) => ({
      panel: panelOf(answer),
      x: dx,
      y: label,
      share,
    })),
    {
      xLabel: "pixels to the right (dx)",
      yLabel: "true digit",
      rampLabel: "share of answers",
      panelNote: () => "framed: where it is right",
      frameOf: (panel) => ({ y: shares.find(({ answer }) => panelOf(answer) === panel)!.answer }),
    },
  );
  const defaults: FigureText = {
    id: "answer-shares",
    title: "What digits are taken for, by where they stand",
    caption:
      "Percentage of the test images of each true digit (rows), moved sideways (columns), that the network answers with the digit named above the panel. Only in the framed row is that answer right.",
    subtitle: seedsNote(shares.map(({ share }) => share)),
  };
  const data = shares.map(({ answer, label, dx, share }) => ({
    answer,
    label,
    dx,
    ...estimateColumns(share),
  }));
  return figureOf({ ...defaults, ...text }, drawing, data);
}
