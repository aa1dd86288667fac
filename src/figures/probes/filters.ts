import type { Figure, FigureText } from "../figure.ts";
import { type Filter, filterImage } from "../filterImage.ts";
import { imageRows } from "../imageRows.ts";

/** The filters of one network at one time. */
export interface FilterRow {
  /** Such as the epoch, or the run. */
  readonly label: string;
  readonly detail?: string;
  readonly filters: readonly Filter[];
  /** Such as the network, where there are several: rows of one stand together below its name. */
  readonly group?: string;
}

/** So many filters of a layer are shown. */
export const mostFilters = 16;

/** Pictures of filters: one row a network or epoch, one column a filter. */
export function filterPictures(
  rows: readonly FilterRow[],
  text: Partial<FigureText> = {},
): Promise<Figure> {
  const count = Math.max(...rows.map(({ filters }) => filters.length));
  const channels = rows[0]?.filters[0]?.channels ?? 1;
  const defaults: FigureText = {
    id: "filters-pictures",
    title: "The filters of a convolution",
    caption: captionFor(channels),
    subtitle:
      count > mostFilters
        ? `The first ${mostFilters} of ${count} filters; columns from the left`
        : `All ${count} filters; columns from the left`,
  };
  const pictures = rows.map(({ label, detail, filters, group }) => ({
    label,
    ...(group === undefined ? {} : { group }),
    ...(detail === undefined ? {} : { detail }),
    images: filters.slice(0, mostFilters).map((filter, at) => ({
      ...filterImage(filter),
      description: `${group === undefined ? "" : `${group}, `}${label}, filter ${at}: weights ${spanOf(filter)}`,
    })),
  }));
  return imageRows(pictures, { ...defaults, ...text });
}

/** How filters are drawn, as captions say it. */
export function captionFor(channels: number): string {
  const colours =
    channels === 3
      ? "The three input channels are red, green and blue: 0 in all three is medium grey"
      : `${channels === 1 ? "0" : "The mean over input channels is shown; 0"} is medium grey, positive weights are lighter, negative ones darker`;
  return `Each picture is one filter, each square of it one weight, scaled by the filter's own largest absolute value: pictures tell patterns, not sizes. ${colours}.`;
}

function spanOf({ weights }: Filter): string {
  const own = Array.from(weights);
  return `${Math.min(...own).toFixed(3)} to ${Math.max(...own).toFixed(3)}`;
}
