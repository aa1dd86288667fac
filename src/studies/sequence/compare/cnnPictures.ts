import type { Filter } from "../../../figures/filterImage.ts";
import type { CnnMeasured } from "../measure/measureCnn.ts";

/**
 * The filters of a CNN at one of its kept epochs, -1 for the last, as figures draw them.
 *
 * Shape: [O, C, kH, kW] -> O filters
 * @source own design
 */
export function cnnPictures(
  { filterShape, epochs }: Pick<CnnMeasured, "filterShape" | "epochs">,
  at: number,
): Filter[] {
  const [count = 0, channels = 1, height = 1, width = 1] = filterShape;
  const size = channels * height * width;
  const { filters } = epochs.at(at)!;
  return Array.from({ length: count }, (_, filter) => ({
    weights: filters.slice(filter * size, (filter + 1) * size),
    channels,
    height,
    width,
  }));
}
