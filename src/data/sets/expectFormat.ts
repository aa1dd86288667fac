import { DataError } from "../../core/errors.ts";
import type { ImageFormat, ImageSet } from "../imageSet.ts";

/** What the images of a published data set are known to be. */
export interface ExpectedFormat extends ImageFormat {
  readonly count: number;
}

/**
 * The set, when it has as many images as were published, of their size.
 *
 * @throws {DataError} when it has others; `title` and `path` are for the message
 */
export function expectFormat(
  set: ImageSet,
  expected: ExpectedFormat,
  { title, path }: { readonly title: string; readonly path: string },
): ImageSet {
  if (show(set) === show(expected)) return set;
  throw new DataError(
    `Cannot load ${title} from "${path}": it has ${show(set)}, needs ${show(expected)}`,
  );
}

function show({ count, channels, height, width }: ExpectedFormat): string {
  const depth = channels === 1 ? "" : `${channels} × `;
  return `${count} images of ${depth}${height} × ${width}`;
}
