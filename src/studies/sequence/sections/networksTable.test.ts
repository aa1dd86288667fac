import { expect, test } from "vitest";
import { madeUpSequenceSettings } from "../../../../test/support/madeUpSequence.ts";
import { networksTable } from "./networksTable.ts";

test("networksTable() has the layers of the source, and what is ours of them", () => {
  const { rows, columns } = networksTable(madeUpSequenceSettings({ filters: 16 }));
  expect(rows.every((row) => row.length === columns.length)).toBe(true);
  expect(rows.slice(0, 5)).toEqual([
    ["CNN", "image", "1×28×28", "MNIST", ""],
    ["CNN", "convolution", "16×26×26", "16 filters", "3×3, no padding, ReLU"],
    ["CNN", "pooling", "16×13×13", "stated, not which", "maximum of 2×2"],
    ["CNN", "dropout", "16×13×13", "0.25, after pooling", "in training only"],
    ["CNN", "output", "10", "not stated", "full connection, softmax"],
  ]);
  expect(rows[5]!.at(-1)).toBe("one-hot");
  expect(rows[6]!.at(-1)).toBe("before softmax");
});

test("networksTable() says where even the source's own numbers were changed", () => {
  const { rows } = networksTable(
    madeUpSequenceSettings({
      filters: 4,
      kernelSize: 5,
      padding: "same",
      activation: "tanh",
      dropout: 0.5,
      hiddenSize: 32,
      labels: "soft",
      reads: "probabilities",
    }),
  );
  expect(rows[1]).toEqual([
    "CNN",
    "convolution",
    "4×28×28",
    "16 filters",
    "4 filters, 5×5, padded to the image's size, tanh",
  ]);
  expect(rows[3]!.slice(3)).toEqual(["0.25, after pooling", "0.5, in training only"]);
  expect(rows.slice(5, 8).map((row) => row.at(-1))).toEqual([
    "as probabilities",
    "after softmax",
    "32 units",
  ]);
});
