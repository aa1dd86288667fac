import type { ReportTable } from "../../../figures/reportTable.ts";
import { describeNetwork } from "../../../nn/network.ts";
import { makeNetwork } from "../../../zoo/index.ts";
import { cnnOptions } from "../cells.ts";
import { type SequenceSettings, sequenceSettings } from "../settings.ts";

type LayerRow = readonly [
  network: string,
  layer: string,
  gives: string,
  source: string,
  ours: string,
];

/**
 * The layers of both networks: what the source says of them, and what is ours.
 *
 * Shape: of one image, or of a pair
 * @source Inoue & Tsukamoto 2021, section 2.2 and figures 2 and 3
 */
export function networksTable(settings: SequenceSettings): ReportTable {
  return {
    caption: "The layers, what the source says of them, and what is ours",
    columns: ["network", "layer", "gives", "the source", "ours"],
    align: ["left", "left", "right", "left", "left"],
    rows: [...cnnRows(settings), ...lstmRows(settings)],
  };
}

function cnnRows(settings: SequenceSettings): LayerRow[] {
  const { filters, kernelSize, padding, activation, poolSize, dropout } = settings;
  const network = makeNetwork("cnn002", cnnOptions(settings));
  const { layers } = describeNetwork(network);
  const gives = (name: string) => layers.find((layer) => layer.name === name)!.shape.join("×");
  const defaults = {
    filters: sequenceSettings.filters.default,
    dropout: sequenceSettings.dropout.default,
  };
  const ofCnn = (...cells: [string, string, string, string]): LayerRow => ["CNN", ...cells];
  return [
    ofCnn("image", network.inputShape.join("×"), "MNIST", ""),
    ofCnn(
      "convolution",
      gives("conv"),
      `${defaults.filters} filters`,
      [
        ...(filters === defaults.filters ? [] : [`${filters} filters`]),
        `${kernelSize}×${kernelSize}, ${padding === "none" ? "no padding" : "padded to the image's size"}, ${activationNames[activation]}`,
      ].join(", "),
    ),
    ofCnn("pooling", gives("pool"), "stated, not which", `maximum of ${poolSize}×${poolSize}`),
    ofCnn(
      "dropout",
      gives("pool"),
      `${defaults.dropout}, after pooling`,
      [...(dropout === defaults.dropout ? [] : [`${dropout}`]), "in training only"].join(", "),
    ),
    ofCnn("output", gives("logits"), "not stated", "full connection, softmax"),
  ];
}

const activationNames = { relu: "ReLU", tanh: "tanh", sigmoid: "sigmoid" } as const;

function lstmRows({ labels, reads, hiddenSize }: SequenceSettings): LayerRow[] {
  return [
    [
      "model-1: LSTM",
      "what it is told",
      "2×10",
      "predicted labels",
      labels === "one-hot" ? "one-hot" : "as probabilities",
    ],
    [
      "model-2",
      "what its LSTM reads",
      "2×10",
      "outputs of the CNNs",
      reads === "logits" ? "before softmax" : "after softmax",
    ],
    ["both", "LSTM", `${hiddenSize}`, "stated, not its size", `${hiddenSize} units`],
    ["both", "output", "28", "not stated", "full connection from the last state, softmax"],
  ];
}
