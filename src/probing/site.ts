import { gradients } from "../autodiff/gradients.ts";
import type { Dtype } from "../core/dtype.ts";
import type { Shape } from "../core/shape.ts";
import type { Value } from "../graph/node.ts";
import { instantiate, type Network } from "../nn/network.ts";
import { input } from "../ops/leaves.ts";
import { sum } from "../ops/sum.ts";
import { memoryOf } from "../train/networkInputs.ts";
import type { ProbeSettings } from "./probeOptions.ts";

/** A network in a graph, in eval mode, where a probe adds what it wants to know. */
export interface ProbeSite<Options extends object> {
  readonly options: ProbeSettings<Options>;
  readonly network: Network;
  /** Fractions of 1, before the network normalises them. Shape: [N, C, H, W] */
  readonly images: Value;
  /** Shape: [N] (i32) */
  readonly labels: Value;
  /** The named layers and the stages within them, first to last; the last is `logits`. Shape: [N, …] each */
  readonly layers: Readonly<Record<string, Value>>;
  /** Shape: [N, K] */
  readonly logits: Value;
  /** All parameters as one vector. Shape: [P] */
  readonly parameters: Value;
  /** Each parameter, in the order of the network's description. */
  readonly parameterParts: readonly Value[];
  /** Another input, the same for all images. */
  input(name: string, shape: Shape, dtype?: Dtype): Value;
  /** Another input of which every image has its own row. Shape: [N, …row] */
  rowInput(name: string, row: Shape, dtype?: Dtype): Value;
  /**
   * The gradient of the sum of a value's elements. Images do not know of each other in eval mode: by a layer or by the
   * images it is every image's own gradient.
   */
  gradient(of: Value, by: Value): Value;
}

/** What a probe wants to know of a batch, by name. */
export interface Taps {
  /** Values with one row an image. Shape: [N, …] */
  readonly rows?: Readonly<Record<string, Value>>;
  /** Values that are added up over batches, such as the gradient of a sum over images. */
  readonly sums?: Readonly<Record<string, Value>>;
}

/** The graph inputs that are filled image by image. */
export const imageInputs = { images: "images", labels: "labels" } as const;

/**
 * A network in a graph for so many images.
 *
 * @throws {GraphError} when a value is to be differentiated that does not depend on the other
 */
export function makeSite<Options extends object>(
  network: Network,
  options: ProbeSettings<Options>,
  batchSize: number,
): { readonly site: ProbeSite<Options>; readonly rowInputs: ReadonlySet<string> } {
  const images = input(imageInputs.images, [batchSize, ...network.inputShape]);
  const labels = input(imageInputs.labels, [batchSize], "i32");
  const memory = memoryOf(network, "eval");
  const { logits, layers, parameters } = instantiate(network, images, memory);
  const rowInputs = new Set<string>();
  const site: ProbeSite<Options> = {
    options,
    network,
    images,
    labels,
    layers,
    logits,
    parameters: memory.parameters,
    parameterParts: parameters,
    input: (name, shape, dtype) => input(name, shape, dtype),
    rowInput(name, row, dtype) {
      rowInputs.add(name);
      return input(name, [batchSize, ...row], dtype);
    },
    gradient: (of, by) => gradients(sum(of), [by])[0]!,
  };
  return { site, rowInputs };
}
