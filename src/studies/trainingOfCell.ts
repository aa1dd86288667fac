import { plainRecipe, trainingOf } from "../train/recipe.ts";
import type { Cell } from "./study.ts";

/**
 * How a cell's network is trained: plain SGD but for what the cell says otherwise.
 *
 * @throws {UsageError} when the recipe is at odds with itself
 * @source own design
 */
export function trainingOfCell(cell: Cell, stepsPerEpoch: number): ReturnType<typeof trainingOf> {
  const { learningRate, momentum, epochs } = cell;
  const recipe = { ...plainRecipe, ...cell.recipe, learningRate, momentum };
  return trainingOf(recipe, { epochs, stepsPerEpoch });
}
