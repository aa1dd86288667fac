import type { DatasetSummary } from "./study.ts";

/**
 * What every output says of the data behind it.
 *
 * @source own design
 */
export function dataLine({
  title,
  note,
  trainCount,
  testCount,
}: Pick<DatasetSummary, "title" | "note" | "trainCount" | "testCount">): string {
  const counts = [trainCount, testCount].map((count) => count.toLocaleString("en-US"));
  return `Data: ${title}, ${counts[0]} training and ${counts[1]} test images${note === "" ? "" : `. ${note}`}`;
}
