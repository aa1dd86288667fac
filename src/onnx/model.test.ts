import { expect, test } from "vitest";
import { encodeModel, type OnnxModel } from "./model.ts";

const model: OnnxModel = {
  opset: 17,
  name: "tiny",
  producer: { name: "learnscope", version: "1.2.3" },
  metadata: { network: "tiny" },
  nodes: [
    {
      name: "Pad",
      type: "Pad",
      inputs: ["images", "pads"],
      outputs: ["sum"],
      attributes: { mode: { text: "edge" } },
    },
    {
      name: "f1/LeakyRelu",
      type: "LeakyRelu",
      inputs: ["sum"],
      outputs: ["logits"],
      attributes: { alpha: { float: 0.25 } },
    },
    {
      name: "Softmax",
      type: "Softmax",
      inputs: ["logits"],
      outputs: ["probabilities"],
      attributes: { axis: { int: -1 } },
    },
    {
      name: "Transpose",
      type: "Transpose",
      inputs: ["probabilities"],
      outputs: ["p"],
      attributes: { perm: { ints: [1, 0] } },
    },
  ],
  initialisers: [
    {
      name: "pads",
      type: "int64",
      shape: [4],
      bytes: new Uint8Array(BigInt64Array.of(0n, 1n, 0n, -1n).buffer),
    },
  ],
  inputs: [{ name: "images", type: "float", shape: [{ timesBatch: 1 }, 3] }],
  outputs: [{ name: "p", type: "float", shape: [3, { timesBatch: 2 }] }],
};

test("encodeModel() gives the bytes that version 1.12 of the Python package onnx gives for the same model", () => {
  const { pieces, size } = encodeModel(model);
  const bytes = Buffer.concat(pieces);
  expect(bytes).toHaveLength(size);
  const expected = [
    "0808120a6c6561726e73636f70651a05312e322e333ac9020a2e0a06696d616765730a047061647312037375",
    "6d1a0350616422035061642a0f0a046d6f6465220465646765a001030a370a0373756d12066c6f676974731a",
    "0c66312f4c65616b7952656c7522094c65616b7952656c752a0f0a05616c706861150000803ea001010a3f0a",
    "066c6f67697473120d70726f626162696c69746965731a07536f66746d61782207536f66746d61782a140a04",
    "6178697318ffffffffffffffffff01a001020a370a0d70726f626162696c69746965731201701a095472616e",
    "73706f736522095472616e73706f73652a0d0a047065726d40014000a00107120474696e792a2c0804100742",
    "04706164734a20000000000000000001000000000000000000000000000000ffffffffffffffff5a190a0669",
    "6d61676573120f0a0d080112090a0312014e0a02080362150a017012100a0e0801120a0a0208030a04120232",
    "4e42040a001011720f0a076e6574776f726b120474696e79",
  ].join("");
  expect(bytes.toString("hex")).toBe(expected);
});
