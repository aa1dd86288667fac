import { type ImageFormat, imageSize } from "../../src/data/imageSet.ts";
import { parseTransforms } from "../../src/data/transforms/parseTransforms.ts";
import { makePipeline } from "../../src/data/transforms/pipeline.ts";

/** An image, and what chooses the random numbers. */
export interface ToTransform {
  readonly format: ImageFormat;
  readonly image?: Uint8Array;
  readonly seed?: number;
}

/** What transforms such as `crop:4,flip` make of an image at each of the visits 0 to count - 1. */
export function applyTransforms(
  text: string,
  { format, image = madeUpImage(format), seed = 0 }: ToTransform,
  count = 1,
): Uint8Array[] {
  const steps = parseTransforms(text);
  const pipeline = makePipeline({ steps, format, seed, stream: "test" });
  return Array.from({ length: count }, (_, visit) => {
    // Nothing of what lay there before may be left.
    const out = new Uint8Array(imageSize(pipeline.format)).fill(visit % 2 === 0 ? 77 : 78);
    pipeline.apply(image, out, visit);
    return out;
  });
}

/** Bytes that look random, 0 and 255 among them where there are many. */
export function madeUpImage(format: ImageFormat): Uint8Array {
  return Uint8Array.from(
    { length: imageSize(format) },
    (_, i) => Math.imul(i + 1, 2_654_435_761) >>> 24,
  );
}
