import type { ImageKeys } from "./probeOptions.ts";

/**
 * Which images a probe looked at, as figures say it: `300 test images`.
 *
 * @source own design
 */
export function imagesText({ part, count }: Pick<ImageKeys, "part" | "count">): string {
  return `${count === 0 ? "all" : count} ${part} images`;
}
