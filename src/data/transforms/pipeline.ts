import { makeStream } from "../../core/random.ts";
import { checkBytes } from "../checkBytes.ts";
import { type ImageFormat, imageSize } from "../imageSet.ts";
import type { BatchTransform } from "./batchTransform.ts";
import { makeDraws, visitOf } from "./makeDraws.ts";
import { type ResolvedStep, resolveSteps } from "./resolveSteps.ts";
import type { TransformStep } from "./step.ts";
import type { Draws } from "./transform.ts";

/** What is done to images, and where its random numbers come from. */
export interface PipelineOptions {
  readonly steps: readonly TransformStep[];
  /** Of the images that go in. */
  readonly format: ImageFormat;
  readonly seed: number;
  /** What the names of the random streams begin with; each transform has a stream of its own. */
  readonly stream: string;
}

/** Transforms one after the other. Results are functions of the options and the visit or step, never of earlier calls. */
export interface Pipeline {
  /** Of the images that come out. */
  readonly format: ImageFormat;
  /**
   * Makes `out` of `image`, which do not share memory. `visit` chooses the random numbers: step·2^20 + place in the batch.
   *
   * Shape: image [C, H, W] of the format that goes in -> out [C, H, W] of the one that comes out
   */
  apply(image: Uint8Array, out: Uint8Array, visit: number): void;
  /** Mixes the images of a batch, as they come out of `apply`; only where a transform does that. */
  readonly mix?: ((batch: StepBatch) => Mixing) | undefined;
}

/** The batch of a step. */
export interface StepBatch {
  /** Shape: [count, C, H, W], maybe followed by more, which stays as it is */
  readonly images: Uint8Array;
  readonly count: number;
  readonly step: number;
}

/** What was mixed into each image of a batch. */
export interface Mixing {
  /** The place of the other image. Shape: [count] */
  readonly partners: Uint32Array;
  /** The share of the other's label, a fraction in [0, 1]; the image's own has the rest. */
  readonly otherShare: number;
}

/**
 * Prepares transforms for images of a format.
 *
 * @throws {UsageError} when the steps are not what they should be, or images of that format cannot be changed so
 */
export function makePipeline({ steps, format, seed, stream }: PipelineOptions): Pipeline {
  const { single, mixing } = resolveSteps(steps);
  const names = streamNames(single.map(({ transform }) => transform.name));
  const [first] = steps;
  if (first) checkBytes(format, `Cannot apply "${first.name}" to images`);
  const stages: Stage[] = [];
  let current = format;
  for (const [place, { transform, options }] of single.entries()) {
    const drawsOf = makeDraws(seed, `${stream}/${names[place]}`);
    const change = transform.prepare(options, current);
    current = transform.format(options, current);
    const between = new Uint8Array(place < single.length - 1 ? imageSize(current) : 0);
    stages.push({ run: (image, out, visit) => change(image, out, drawsOf(visit)), between });
  }
  return {
    format: current,
    apply: (image, out, visit) => runStages(stages, image, out, visit),
    mix: mixing && makeMix(mixing, current, { seed, stream }),
  };
}

interface Stage {
  run(image: Uint8Array, out: Uint8Array, visit: number): void;
  /** Where its result lies for the next stage. */
  readonly between: Uint8Array;
}

function runStages(
  stages: readonly Stage[],
  image: Uint8Array,
  out: Uint8Array,
  visit: number,
): void {
  if (stages.length === 0) out.set(image);
  let from = image;
  for (let place = 0; place < stages.length; place++) {
    const stage = stages[place]!;
    const to = place === stages.length - 1 ? out : stage.between;
    stage.run(from, to, visit);
    from = to;
  }
}

/** The second `crop` is `crop-2`: transforms of other names that are added change no stream. */
function streamNames(names: readonly string[]): string[] {
  return names.map((name, place) => {
    const before = names.slice(0, place).filter((other) => other === name).length;
    return before === 0 ? name : `${name}-${before + 1}`;
  });
}

function makeMix(
  { transform, options }: ResolvedStep<BatchTransform>,
  format: ImageFormat,
  { seed, stream }: Pick<PipelineOptions, "seed" | "stream">,
): (batch: StepBatch) => Mixing {
  const mixBatch = transform.prepareBatch(options, format);
  const drawsOf: (visit: number) => Draws = makeDraws(seed, `${stream}/${transform.name}`);
  const partnerStream = makeStream(seed, `${stream}/${transform.name}/partners`);
  const size = imageSize(format);
  let copy = new Uint8Array(0);
  return ({ images, count, step }) => {
    if (copy.length < count * size) copy = new Uint8Array(count * size);
    const before = copy.subarray(0, count * size);
    before.set(images.subarray(0, count * size));
    const partners = partnerStream.permutation(step, count);
    const otherShare = mixBatch({ images, before, partners }, drawsOf(visitOf(step, 0)));
    return { partners, otherShare };
  };
}
