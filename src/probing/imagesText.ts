import type { ImageKeys } from "./probeOptions.ts";

/**
 * Which images a probe looked at, as figures say it: `300 test images`.
 *
 * @source own design
 */
export function imagesText({ part, count }: Pick<ImageKeys, "part" | "count">): string {
  const number = count === 0 ? "all" : count.toLocaleString("en-US");
  return `${number} ${part === "train" ? "training" : part} images`;
}
