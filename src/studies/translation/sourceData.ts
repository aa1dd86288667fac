import type { DatasetSummary } from "../study.ts";

/**
 * Whether these are the source's data: all of MNIST.
 *
 * @source Tanaka 2024, section on models and evaluation
 */
export function isSourceData({ name, trainCount, testCount }: DatasetSummary): boolean {
  return name === "mnist" && trainCount === 60_000 && testCount === 10_000;
}
