import { bytesOf } from "../core/bytesOf.ts";
import type { NumberArray } from "../core/dtype.ts";
import { type Extent, sameExtent } from "./extents.ts";
import type { Attribute, ElementType, OnnxNode, OnnxTensor } from "./model.ts";

/** The name of a value in the file. */
export type ValueName = string;

/** Elements that become part of the file as they are. */
export interface KnownTensor {
  readonly type: ElementType;
  readonly data: NumberArray | BigInt64Array;
  readonly shape: readonly number[];
}

/** Collects what a file is to hold; every method that adds a value returns its name. */
export class OnnxBuilder {
  readonly nodes: OnnxNode[] = [];
  readonly initialisers: OnnxTensor[] = [];
  /** What the next nodes are named after: the layer that they belong to. */
  layer: string | undefined;
  /** The file's input, whose first extent is the batch size. */
  readonly input: ValueName;
  readonly #taken: Set<string>;
  /** Multiples of the batch size. */
  readonly #multiples = new Map<number, ValueName>();

  /** No other value takes one of the `reserved` names. */
  constructor(reserved: readonly ValueName[], input: ValueName) {
    this.#taken = new Set(reserved);
    this.input = input;
  }

  /** A node with one output. */
  add(
    type: string,
    inputs: readonly ValueName[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): ValueName {
    const name = this.#fresh(this.layer === undefined ? type : `${this.layer}/${type}`);
    this.nodes.push({ name, type, inputs, outputs: [name], attributes });
    return name;
  }

  /** A value that is known, under its name or one like it. */
  tensor(name: string, { type, data, shape }: KnownTensor): ValueName {
    const bytes = bytesOf(data);
    const own = this.#fresh(name);
    this.initialisers.push({ name: own, type, shape, bytes });
    return own;
  }

  /** One number. */
  scalar(value: number): ValueName {
    return this.tensor("number", { type: "float", data: Float32Array.of(value), shape: [] });
  }

  /** Whole numbers, which tell operators of axes and extents. */
  integers(values: readonly number[]): ValueName {
    const data = BigInt64Array.from(values.map(BigInt));
    return this.tensor("integers", { type: "int64", data, shape: [values.length] });
  }

  /** Extents as whole numbers, computed from the input's where they grow with the batch. */
  extents(extents: readonly Extent[]): ValueName {
    if (extents.every((extent) => typeof extent === "number")) return this.integers(extents);
    const parts = extents.map((extent) =>
      typeof extent === "number" ? this.integers([extent]) : this.#timesBatch(extent.timesBatch),
    );
    return parts.length === 1 ? parts[0]! : this.add("Concat", parts, { axis: { int: 0 } });
  }

  /** x under another shape. */
  reshape(x: ValueName, shape: readonly Extent[]): ValueName {
    const growing = shape.filter((extent) => typeof extent !== "number");
    // -1 is the extent that ONNX finds by itself; 0 it would take for "as it was".
    const isKnown = growing.length <= 1 && !shape.includes(0);
    const wanted = isKnown
      ? this.integers(shape.map((extent) => (typeof extent === "number" ? extent : -1)))
      : this.extents(shape);
    return this.add("Reshape", [x, wanted]);
  }

  /** x repeated along extents of 1 and along new leading ones; x itself where that is nothing. */
  expand(
    x: ValueName,
    { from, to }: { readonly from: readonly Extent[]; readonly to: readonly Extent[] },
  ): ValueName {
    const lead = to.length - from.length;
    // 1 leaves an extent as it is, which spares asking for the batch size.
    const wanted = to.map((extent, axis) =>
      axis >= lead && sameExtent(from[axis - lead]!, extent) ? 1 : extent,
    );
    const isSame = lead === 0 && wanted.every((extent) => extent === 1);
    return isSame ? x : this.add("Expand", [x, this.extents(wanted)]);
  }

  #timesBatch(count: number): ValueName {
    const known = this.#multiples.get(count) ?? this.#multipleOf(count);
    this.#multiples.set(count, known);
    return known;
  }

  #multipleOf(count: number): ValueName {
    return count === 1
      ? this.add("Shape", [this.input], { start: { int: 0 }, end: { int: 1 } })
      : this.add("Mul", [this.#timesBatch(1), this.integers([count])]);
  }

  /** The name itself, or with a number behind it where it is taken. */
  #fresh(name: string): string {
    let own = name;
    for (let number = 2; this.#taken.has(own); number++) own = `${name}_${number}`;
    this.#taken.add(own);
    return own;
  }
}
