import { UsageError } from "../core/errors.ts";
import { needs } from "../core/suggest.ts";
import type { Network } from "../nn/network.ts";
import { cnn5, cnn5Choices } from "./cnn5.ts";
import { cnn002, cnn002Choices } from "./cnn002.ts";
import { cnnLstm, cnnLstmChoices } from "./cnnLstm.ts";
import { densenet, densenetChoices } from "./densenet.ts";
import type { NetworkMaker, SwappedLayers } from "./imageNetwork.ts";
import { labelLstm, labelLstmChoices } from "./labelLstm.ts";
import { lenet5, lenet5Choices } from "./lenet5.ts";
import { mcnn, mcnnChoices } from "./mcnn.ts";
import { mlp } from "./mlp.ts";
import { mobilenetChoices, mobilenetv1 } from "./mobilenetv1.ts";
import { mobilenetv2, mobilenetv2Choices } from "./mobilenetv2.ts";
import { type Choices, type Chosen, chooseOptions, type GivenOptions } from "./options.ts";
import { resnet, resnetChoices, resnextChoices } from "./resnet.ts";
import { resnet18k, resnet18kChoices } from "./resnet18k.ts";
import { rowRnn, rowRnnChoices } from "./rowRnn.ts";
import { sixconv, sixconvChoices } from "./sixconv.ts";
import { vgg16, vggChoices } from "./vgg.ts";

/** A network that can be asked for by name, its options still open. */
export interface NetworkEntry<C extends Choices = Choices> {
  readonly title: string;
  /** Its options and the values they may take, the default first. */
  readonly choices: C;
  make(name: string, given: GivenOptions, swapped?: SwappedLayers): Network;
}

/**
 * All networks by name. A variant is a row of arguments.
 *
 * @source the files of the families
 */
export const networks = {
  lenet5: entry("LeNet-5", lenet5Choices, lenet5),
  "lenet5-full": entry(
    "LeNet-5, C3 fully connected",
    { ...lenet5Choices, c3: ["full", "table"] } as const,
    lenet5,
  ),
  mlp: entry("Multilayer perceptron", {}, (label) => mlp(label, { pooling: 1 })),
  "pooled-mlp": entry("Multilayer perceptron behind 4×4 pooling", {}, (label) =>
    mlp(label, { pooling: 4 }),
  ),
  resnet18: entry("ResNet-18", resnetChoices, resnet({ block: "basic", depths: [2, 2, 2, 2] })),
  resnet34: entry("ResNet-34", resnetChoices, resnet({ block: "basic", depths: [3, 4, 6, 3] })),
  resnet50: entry(
    "ResNet-50",
    resnetChoices,
    resnet({ block: "bottleneck", depths: [3, 4, 6, 3] }),
  ),
  resnet101: entry(
    "ResNet-101",
    resnetChoices,
    resnet({ block: "bottleneck", depths: [3, 4, 23, 3] }),
  ),
  resnext50: entry(
    "ResNeXt-50 (32×4d)",
    resnextChoices,
    resnet({ block: "bottleneck", depths: [3, 4, 6, 3], groups: { count: 32, channels: 4 } }),
  ),
  mobilenetv1: entry("MobileNet", mobilenetChoices, mobilenetv1),
  mobilenetv2: entry("MobileNetV2", mobilenetv2Choices, mobilenetv2),
  vgg16: entry("VGG-16", vggChoices, vgg16({ useNorm: false })),
  "vgg16-bn": entry("VGG-16 with batch norm", vggChoices, vgg16({ useNorm: true })),
  densenet169: entry("DenseNet-169", densenetChoices, densenet([6, 12, 32, 32])),
  resnet18k: entry("Pre-activation ResNet-18 of width k", resnet18kChoices, resnet18k),
  mcnn: entry("5-layer CNN of width c", mcnnChoices, mcnn),
  cnn5: entry("CNN of 5 convolutions of width 16w", cnn5Choices, cnn5),
  sixconv: entry("CNN of 6 convolutions", sixconvChoices, sixconv),
  cnn002: entry("CNN of 16 filters", cnn002Choices, cnn002),
  "cnn-lstm": entry("LSTM behind CNNs of 16 filters", cnnLstmChoices, cnnLstm),
  "label-lstm": entry("LSTM behind labels", labelLstmChoices, labelLstm),
  "row-lstm": entry("LSTM over the rows of an image", rowRnnChoices, rowRnn("lstm")),
  "row-gru": entry("GRU over the rows of an image", rowRnnChoices, rowRnn("gru")),
} as const satisfies Readonly<Record<string, NetworkEntry>>;

/** What a network can be asked for by. */
export type NetworkName = keyof typeof networks;

/**
 * The network of that name with the given options, defaults for the others, and with layers of one's own in the place
 * of its poolings or convolutions, if any are given: the option of that name is then "custom".
 *
 * @throws {UsageError} when there is no such network, option or value
 */
export function makeNetwork(
  name: string,
  given: GivenOptions = {},
  swapped: SwappedLayers = {},
): Network {
  if (!Object.hasOwn(networks, name)) {
    throw new UsageError(
      `Cannot make "${name}": there is no such network, ${needs(name, Object.keys(networks))}`,
    );
  }
  return networks[name as NetworkName].make(name, given, swapped);
}

function entry<C extends Choices>(
  title: string,
  choices: C,
  make: NetworkMaker<Chosen<NoInfer<C>>>,
): NetworkEntry<C> {
  return {
    title,
    choices,
    make(name, given, swapped = {}) {
      checkSwapped(name, choices, swapped);
      return make({ name, title }, chooseOptions(name, choices, given), swapped);
    },
  };
}

function checkSwapped(name: string, choices: Choices, swapped: SwappedLayers): void {
  for (const key of Object.keys(swapped)) {
    if (key in choices) continue;
    throw new UsageError(
      `Cannot swap the ${key} of "${name}": it has no option of that name, needs a network that has`,
    );
  }
}
