import {
  bytesField,
  type Encoded,
  floatField,
  integerField,
  message,
  messageField,
  textField,
} from "../core/protobuf.ts";
import type { Extent } from "./extents.ts";

/**
 * An ONNX file as plain data, and its bytes. Field numbers are those of onnx.proto, version 8 of the format.
 *
 * Source: github.com/onnx/onnx, onnx/onnx.proto and docs/IR.md
 */

/** The element types that are written, by the numbers that stand for them. */
export const elementTypes = {
  float: 1,
  uint8: 2,
  int32: 6,
  int64: 7,
  bool: 9,
} as const;

/** The name of an element type. */
export type ElementType = keyof typeof elementTypes;

/** A number, whole or not, a text, or whole numbers. */
export type Attribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly text: string }
  | { readonly ints: readonly number[] };

/** One application of an operator. */
export interface OnnxNode {
  readonly name: string;
  readonly type: string;
  /** Names of values; empty for an input that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** A value that is known. */
export interface OnnxTensor {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** Elements, little-endian, row by row. */
  readonly bytes: Uint8Array;
}

/** A value that the file takes or gives. */
export interface OnnxValue {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly Extent[];
}

/** What an ONNX file holds. */
export interface OnnxModel {
  /** The version of the set of operators that the nodes are of. */
  readonly opset: number;
  readonly name: string;
  readonly producer: { readonly name: string; readonly version: string };
  readonly metadata: Readonly<Record<string, string>>;
  readonly nodes: readonly OnnxNode[];
  readonly initialisers: readonly OnnxTensor[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

/** The version of the format that came with operators of set 17. */
const formatVersion = 8;

/** The bytes of a file, in pieces that are to be written one after the other. */
export function encodeModel(model: OnnxModel): Encoded {
  const { opset, producer, metadata } = model;
  return message([
    integerField(1, formatVersion),
    textField(2, producer.name),
    textField(3, producer.version),
    messageField(7, graph(model)),
    messageField(8, message([textField(1, ""), integerField(2, opset)])),
    ...Object.entries(metadata).map(([key, value]) =>
      messageField(14, message([textField(1, key), textField(2, value)])),
    ),
  ]);
}

function graph({ name, nodes, initialisers, inputs, outputs }: OnnxModel): Encoded {
  return message(
    nodes.map((own) => messageField(1, node(own))),
    [textField(2, name)],
    initialisers.map((own) => messageField(5, tensor(own))),
    inputs.map((own) => messageField(11, value(own))),
    outputs.map((own) => messageField(12, value(own))),
  );
}

function node({ name, type, inputs, outputs, attributes }: OnnxNode): Encoded {
  return message(
    inputs.map((input) => textField(1, input)),
    outputs.map((output) => textField(2, output)),
    [textField(3, name), textField(4, type)],
    Object.entries(attributes).map(([key, own]) => messageField(5, attribute(key, own))),
  );
}

function attribute(key: string, own: Attribute): Encoded {
  const typed = (type: number, fields: readonly Encoded[]) =>
    message([textField(1, key)], fields, [integerField(20, type)]);
  if ("float" in own) return typed(1, [floatField(2, own.float)]);
  if ("int" in own) return typed(2, [integerField(3, own.int)]);
  if ("text" in own) return typed(3, [textField(4, own.text)]);
  return typed(
    7,
    own.ints.map((item) => integerField(8, item)),
  );
}

function tensor({ name, type, shape, bytes }: OnnxTensor): Encoded {
  return message(
    shape.map((extent) => integerField(1, extent)),
    [integerField(2, elementTypes[type]), textField(8, name), bytesField(9, bytes)],
  );
}

function value({ name, type, shape }: OnnxValue): Encoded {
  const dimensions = shape.map((extent) =>
    messageField(
      1,
      typeof extent === "number"
        ? message([integerField(1, extent)])
        : message([textField(2, extent.timesBatch === 1 ? "N" : `${extent.timesBatch}N`)]),
    ),
  );
  const ofTensor = message([
    integerField(1, elementTypes[type]),
    messageField(2, message(dimensions)),
  ]);
  return message([textField(1, name), messageField(2, message([messageField(1, ofTensor)]))]);
}
