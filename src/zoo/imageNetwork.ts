import type { Value } from "../graph/node.ts";
import { type Convolution, type ConvolutionName, convolutions } from "../nn/convolution.ts";
import type { Network, NetworkLabel } from "../nn/network.ts";
import { type Pooling, type PoolingName, poolings } from "../nn/pooling.ts";
import type { Scope } from "../nn/scope.ts";
import { type NumberOption, optionTexts, wholeNumber } from "./options.ts";

/** @source own design */

/**
 * How a network's first layers treat the image: as published for ImageNet, where they divide its sides by 4 or 2, or
 * at full resolution, as is usual for images of 32×32 pixels.
 */
export type Form = "imagenet" | "small";

/** Layers to put in for a network's own; they may have parameters. */
export interface SwappedLayers {
  readonly pooling?: Pooling;
  readonly convolutionLayer?: Convolution;
}

/** What networks for images of any size are told. */
export type ImageOptions = {
  readonly classes: number;
  /** Height and width of the images. Units: pixels */
  readonly inputSize: number;
  readonly inChannels: number;
  readonly form?: "auto" | Form;
  /** `strided`: not pooling but convolutions with a stride make images smaller, as published. */
  readonly pooling: PoolingName | "strided";
  readonly convolutionLayer: ConvolutionName;
};

/** The options that a network is built by: names have become layers, and the form is settled. */
export type Plan<Options extends ImageOptions> = Omit<
  Options,
  "form" | "pooling" | "convolutionLayer"
> & {
  readonly form: Form;
  /** Nothing where strides make images smaller. */
  readonly pooling: Pooling | ("strided" extends Options["pooling"] ? undefined : never);
  readonly convolution: Convolution;
};

/** A family: makes a network of the label's name with these options. */
export type NetworkMaker<Options> = (
  label: NetworkLabel,
  options: Options,
  swapped?: SwappedLayers,
) => Network;

/** The option rows that networks for images of any size share, with the published values as defaults. */
export function imageChoices(published: {
  readonly width: NumberOption;
  readonly classes?: number;
  readonly inputSize?: number;
}) {
  const { width, classes = 1000, inputSize = 224 } = published;
  return {
    width,
    classes: wholeNumber(classes, { least: 2, most: 100_000 }),
    inputSize: wholeNumber(inputSize, { least: 8, most: 2048 }),
    inChannels: wholeNumber(3, { most: 64 }),
  };
}

/** Rows of networks that have two forms; `auto` goes by the size of the images. */
export const formChoice = ["auto", "imagenet", "small"] as const;

/** The row of names of convolution layers. */
export const convolutionChoice = Object.keys(convolutions) as [
  ConvolutionName,
  ...ConvolutionName[],
];

/** The first size of images that the form for ImageNet is chosen for. Units: pixels */
const imagenetFrom = 64;

/**
 * A family of networks for images of any size.
 *
 * @param build - adds the network to the graph and returns the logits
 */
export function imageNetwork<Options extends ImageOptions>(
  source: string,
  build: (x: Value, scope: Scope, plan: Plan<Options>) => Value,
): NetworkMaker<Options> {
  return (label, options, swapped = {}) => {
    const { inChannels, inputSize, classes } = options;
    const form = formOf(options);
    const plan = { ...options, form, ...layersOf(options, swapped) } as Plan<Options>;
    const custom = Object.keys(swapped).map((key) => [key, "custom"]);
    const settled = options.form === undefined ? {} : { form };
    return {
      ...label,
      source,
      inputShape: [inChannels, inputSize, inputSize],
      classes,
      options: optionTexts({ ...options, ...settled, ...Object.fromEntries(custom) }),
      build: (x, scope) => build(x, scope, plan),
    };
  };
}

/** The pooling that stands behind a block in the place of its stride, where it has one and there is a pooling. */
export function poolInstead(
  y: Value,
  scope: Scope,
  { pooling, stride }: { readonly pooling: Pooling | undefined; readonly stride: number },
): Value {
  return pooling && stride > 1 ? pooling(y, scope.child("pool"), { kernelSize: 2, stride }) : y;
}

function formOf({ form = "auto", inputSize }: ImageOptions): Form {
  if (form !== "auto") return form;
  return inputSize >= imagenetFrom ? "imagenet" : "small";
}

function layersOf({ pooling, convolutionLayer }: ImageOptions, swapped: SwappedLayers) {
  return {
    pooling: swapped.pooling ?? (pooling === "strided" ? undefined : poolings[pooling]),
    convolution: swapped.convolutionLayer ?? convolutions[convolutionLayer],
  };
}
