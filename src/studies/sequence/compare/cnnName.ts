import type { Place } from "../measure/cnnIn.ts";

/**
 * Which of the four CNNs of a seed: model-1's were trained alone, model-2's as one with its LSTM.
 *
 * @source Inoue & Tsukamoto 2021, figure 3
 */
export interface CnnName {
  readonly model: 1 | 2;
  readonly place: Place;
  /** Of the study; the CNNs of model-1 are trained with others. */
  readonly seed: number;
}

/** What tables and pictures call it: "model-1 CNN2". */
export function cnnTitle({ model, place }: Pick<CnnName, "model" | "place">): string {
  return `model-${model} CNN${place}`;
}

/** All four, in the order in which colours are dealt. */
export const cnnTitles = [
  cnnTitle({ model: 1, place: 1 }),
  cnnTitle({ model: 1, place: 2 }),
  cnnTitle({ model: 2, place: 1 }),
  cnnTitle({ model: 2, place: 2 }),
];
