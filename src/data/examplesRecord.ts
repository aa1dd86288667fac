import type { Safetensors, StoredTensor } from "../storage/safetensors.ts";
import type { Dataset } from "./dataset.ts";
import type { ImageSet } from "./imageSet.ts";

/**
 * Which examples each part of a data set was chosen from, and which labels are false, as tensors for a file; nothing where
 * all examples are there with their own labels. The labels of the parts come along.
 *
 * Shape: `<part>/origin`, `<part>/labels`, `<part>/cleanLabels` and `<part>/isNoisy`, [N] each
 */
export function examplesRecord({ train, validation, test }: Dataset): Safetensors | undefined {
  const tensors = new Map([
    ...tensorsOf("train", train),
    ...tensorsOf("validation", validation),
    ...tensorsOf("test", test),
  ]);
  return tensors.size === 0 ? undefined : { tensors, metadata: {} };
}

function tensorsOf(part: string, set: ImageSet | undefined): [string, StoredTensor][] {
  if (!set?.origin && !set?.noise) return [];
  const { origin, labels, noise, count } = set;
  const shape = [count];
  const integers = {
    origin: origin && Int32Array.from(origin),
    labels,
    cleanLabels: noise?.cleanLabels,
  };
  const kept = Object.entries(integers).flatMap(([name, data]): [string, StoredTensor][] =>
    data ? [[`${part}/${name}`, { dtype: "i32", shape, data }]] : [],
  );
  return noise ? [...kept, [`${part}/isNoisy`, { dtype: "u8", shape, data: noise.isNoisy }]] : kept;
}
