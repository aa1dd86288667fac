import { type Shape, sameShape } from "../core/shape.ts";
import { describeNetwork, type Network } from "./network.ts";

/** @source torchvision 0.14, the names of its models' parameters and buffers, which the zoo has too */

/** How the names begin of what lies beside a network's tensors in a checkpoint: momentum, averages. */
export const trainingPrefix = "training/";

/** A tensor whose name a network has, in another shape. */
export interface ShapeMismatch {
  readonly name: string;
  readonly found: Shape;
  readonly needed: Shape;
}

/** How a file's tensors fit a network's parameters and buffers. */
export interface WeightsMatch {
  readonly fitting: readonly string[];
  /** What the network has and the file has not. */
  readonly missing: readonly string[];
  /** What the file has and the network has not. */
  readonly unexpected: readonly string[];
  readonly misshaped: readonly ShapeMismatch[];
  /** Parameters of the classifier for another number of classes, which are to begin anew. */
  readonly replaced: readonly ShapeMismatch[];
  /** Counters of PyTorch's batch norm, which no network here reads, and what checkpoints keep for training to go on. */
  readonly ignored: readonly string[];
}

/**
 * What becomes of a classifier that is there for another number of classes: `keep` counts it among the misshaped,
 * `replace` lets it begin anew.
 */
export type HeadChoice = "keep" | "replace";

/** Compares names and shapes; the classifier is the layer with the network's last parameter. */
export function matchWeights(
  network: Network,
  stored: ReadonlyMap<string, { readonly shape: Shape }>,
  head: HeadChoice = "keep",
): WeightsMatch {
  const { parameters, buffers } = describeNetwork(network);
  const needed = [...parameters, ...buffers];
  const classifier = layerOf(parameters.at(-1)?.name ?? "");
  const isHead = ({ name, found, needed }: ShapeMismatch) =>
    layerOf(name) === classifier &&
    needed[0] === network.classes &&
    sameShape([network.classes, ...found.slice(1)], needed);

  const names = new Set(needed.map(({ name }) => name));
  const others = [...stored.keys()].filter((name) => !names.has(name));
  const mismatches = needed.flatMap(({ name, shape }): ShapeMismatch[] => {
    const found = stored.get(name)?.shape;
    return found === undefined || sameShape(found, shape) ? [] : [{ name, found, needed: shape }];
  });
  const replaced = head === "replace" ? mismatches.filter(isHead) : [];
  const unfit = new Set(mismatches.map(({ name }) => name));
  return {
    fitting: [...names].filter((name) => stored.has(name) && !unfit.has(name)),
    missing: [...names].filter((name) => !stored.has(name)),
    unexpected: others.filter((name) => !isPassedOver(name)),
    misshaped: mismatches.filter((mismatch) => !replaced.includes(mismatch)),
    replaced,
    ignored: others.filter(isPassedOver),
  };
}

/** Whether every tensor of the network is there or is to begin anew, and no other. */
export function isPerfect({ missing, unexpected, misshaped }: WeightsMatch): boolean {
  return missing.length + unexpected.length + misshaped.length === 0;
}

function layerOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf(".")));
}

function isPassedOver(name: string): boolean {
  return /(^|\.)num_batches_tracked$/.test(name) || name.startsWith(trainingPrefix);
}
