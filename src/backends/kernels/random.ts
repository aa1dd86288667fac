import { makeStream, type Stream } from "../../core/random.ts";
import type { Kernel } from "../../graph/kernel.ts";
import type { RandomAttrs } from "../../ops/random.ts";

type Fill = (stream: Stream, out: Float32Array | Float64Array, step: number) => void;

/** Numbers in [0, 1). */
export const uniform = random((stream, out, step) => stream.fillUniform(out, step, 0, 1));

/** Numbers of mean 0 and deviation 1. */
export const normal = random((stream, out, step) => stream.fillNormal(out, step, 0, 1));

/** The streams made last, by the attributes that name them: the seed changes only from run to run. */
const made = new WeakMap<RandomAttrs, { readonly seed: number; readonly stream: Stream }>();

function random(fill: Fill): Kernel<RandomAttrs> {
  return (inputs, outputs, attrs) => {
    const key = inputs[0]!.data;
    const seed = wholeNumber(key[0]!, key[1]!);
    let own = made.get(attrs);
    if (own?.seed !== seed) {
      own = { seed, stream: makeStream(seed, attrs.stream) };
      made.set(attrs, own);
    }
    const out = outputs[0]!.data as Float32Array | Float64Array;
    fill(own.stream, out, wholeNumber(key[2]!, key[3]!));
  };
}

/** A number of up to 53 bits from its halves of 32, which i32 holds as if they were signed. */
function wholeNumber(low: number, high: number): number {
  return (low >>> 0) + (high >>> 0) * 2 ** 32;
}
