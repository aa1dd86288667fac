import type { NumberArray } from "../../core/dtype.ts";
import { BackendError } from "../../core/errors.ts";
import { sameShape, showShape } from "../../core/shape.ts";
import type { Kernel } from "../../graph/kernel.ts";
import type { Node, Value } from "../../graph/node.ts";
import { castOp } from "../../ops/cast.ts";
import { allocate, fill } from "./arena.ts";
import type { Attributes } from "./attributes.ts";
import { commonView } from "./commonView.ts";
import { argument } from "./constants.ts";
import type { Engine, Layout, Primitive } from "./engine.ts";
import type { Homes } from "./homes.ts";
import { Buffer, type Placed, samePlace } from "./regions.ts";

/** A primitive and the tensors it works on, by argument number. */
export interface PrimitiveStep {
  readonly kind: "primitive";
  readonly name: string;
  readonly layer: string | undefined;
  readonly primitive: Primitive;
  readonly tensors: readonly (readonly [argument: number, placed: Placed])[];
  /** The operand that the result may be written over, where nothing else needs it. */
  readonly overwrites?: Placed | undefined;
}

/** A plain-loop kernel for what oneDNN has no primitive for. */
export interface HostStep {
  readonly kind: "host";
  readonly name: string;
  readonly layer: string | undefined;
  readonly kernel: Kernel<unknown>;
  readonly inputs: readonly Placed[];
  readonly outputs: readonly Placed[];
  readonly attrs: unknown;
}

/** One call of a compiled graph. */
export type Step = PrimitiveStep | HostStep;

/**
 * What the lowerings of single nodes write to: steps in order, and for every value the layouts it lies in.
 * A value that is wanted in a layout it does not lie in is reordered once and remembered.
 */
export class Lowering {
  readonly engine: Engine;
  readonly steps: Step[] = [];
  readonly buffers = new Set<Buffer>();
  readonly #homes: Homes;
  #layer: string | undefined;
  readonly #placements = new Map<Node, Placed[][]>();
  readonly #left = new Map<Node, Placed>();

  /** Whether convolutions may be computed by Winograd's algorithm. */
  readonly fastConvolution: boolean;

  constructor(engine: Engine, homes: Homes, { fastConvolution = true } = {}) {
    this.engine = engine;
    this.#homes = homes;
    this.fastConvolution = fastConvolution;
  }

  /** Says whose steps come next. */
  begin({ layer }: Node): void {
    this.#layer = layer;
  }

  /** The value where it was first put, in whatever layout its maker chose. */
  home(value: Value): Placed {
    const source = this.#source(value);
    return source.layout.dtype === value.type.dtype ? source : this.in(value, this.layoutOf(value));
  }

  /** How the value lies at home, without putting a cast there that nobody has asked for yet. */
  layoutOf(value: Value): Layout {
    const { layout } = this.#source(value);
    const { shape, dtype } = value.type;
    return layout.dtype === dtype ? layout : this.engine.like(layout, shape, dtype);
  }

  /** The value, dense and row-major. */
  plain(value: Value): Placed {
    return this.in(value, this.engine.plain(value.type.shape, value.type.dtype));
  }

  /** The value in a layout, reordered into it where need be. */
  in(value: Value, layout: Layout): Placed {
    const known = this.#placed(value).find((placed) => this.engine.equal(placed.layout, layout));
    if (known) return known;
    const source = this.#source(value);
    const target = this.define(value, layout);
    this.#convert(value, source, target);
    return target;
  }

  /** Whether any node, output or update reads the value. */
  isRead(value: Value): boolean {
    return this.#homes.readers(value).length > 0 || this.#homes.isEnd(value);
  }

  /**
   * The layout in which the nodes that read a value would like to have it: that of the other operand of an elementwise
   * node, where that is there already.
   */
  wanted(value: Value): Layout | undefined {
    for (const reader of this.#homes.readers(value)) {
      for (const other of reader.inputs) {
        if (other.node === value.node || !sameShape(other.type.shape, value.type.shape)) continue;
        const [placed] = this.#placed(other);
        if (placed?.layout.dtype === value.type.dtype) return placed.layout;
      }
    }
    return undefined;
  }

  /** A tensor in another layout of the same shape: itself, or a copy. */
  asLayout(placed: Placed, layout: Layout): Placed {
    if (this.engine.equal(placed.layout, layout)) return placed;
    const target = this.room(layout);
    this.copy(placed, target);
    return target;
  }

  /** Room for a value that the next step computes; where another asked to have it, if it lies plain. */
  define(value: Value, layout: Layout): Placed {
    const wanted = layout.plain ? this.#homes.of(value) : undefined;
    const placed = wanted
      ? { buffer: this.#keep(wanted.buffer), offset: wanted.offset, layout }
      : this.room(layout);
    return this.alias(value, placed);
  }

  /** Leaves something for the node's gradient that is no value of the graph. */
  leave(node: Node, placed: Placed): void {
    this.#left.set(node, placed);
  }

  /** What the node left for its gradient. */
  leftBy(node: Node): Placed | undefined {
    return this.#left.get(node);
  }

  /** Says that the value lies where something else already lies. */
  alias(value: Value, placed: Placed): Placed {
    this.#placed(value).push(placed);
    return placed;
  }

  /** Room for something that is no value of the graph. */
  room(layout: Layout): Placed {
    return { buffer: this.#keep(new Buffer(layout.bytes)), offset: 0, layout };
  }

  /** Memory that others own. */
  external(layout: Layout, memory: NumberArray): Placed {
    const bytes = new Uint8Array(memory.buffer, memory.byteOffset, memory.byteLength);
    return { buffer: new Buffer(bytes.length, bytes), offset: 0, layout };
  }

  /** A dense tensor filled with one number; written once, before the first run. */
  constant(layout: Layout, value: number): Placed {
    const bytes = allocate(layout.bytes);
    fill(bytes, layout.dtype, value);
    return { buffer: new Buffer(bytes.length, bytes), offset: 0, layout };
  }

  /** Copies a tensor to where another layout wants it, optionally scaled or added to what is there. */
  copy(from: Placed, to: Placed, attributes: Attributes = {}): void {
    this.#copy(from, to, { attributes });
  }

  /** Copies a tensor to where it goes on being changed: to where it is, if nothing else needs it as it was. */
  copyToChange(from: Placed, to: Placed): void {
    this.#copy(from, to, { overwrites: from });
  }

  /** The result may be written over the tensor `overwrites`, if the primitive allows that and nothing reads it later. */
  emit(
    name: string,
    primitive: Primitive,
    tensors: PrimitiveStep["tensors"],
    overwrites?: Placed,
  ): void {
    this.#add(
      { kind: "primitive", name, layer: this.#layer, primitive, tensors, overwrites },
      tensors.map(([, placed]) => placed),
    );
  }

  /** Computes a node by its plain-loop kernel; what is bf16 is widened before and rounded after it. */
  emitHost(node: Node, kernel: Kernel<unknown>): void {
    const { engine } = this;
    const inputs = node.inputs.map((input) =>
      input.type.dtype === "bf16" ? this.#widened(input) : this.plain(input),
    );
    const outputs = node.outputs.map((type, index) =>
      type.dtype === "bf16"
        ? this.room(engine.plain(type.shape))
        : this.define({ node, index, type }, engine.plain(type.shape, type.dtype)),
    );
    this.emitLoop(node.op.name, kernel, { inputs, outputs, attrs: node.attrs });
    for (const [index, type] of node.outputs.entries()) {
      if (type.dtype !== "bf16") continue;
      const rounded = this.define({ node, index, type }, engine.plain(type.shape, type.dtype));
      this.copy(outputs[index]!, rounded);
    }
  }

  /** A loop of our own over plain tensors. */
  emitLoop(
    name: string,
    kernel: Kernel<unknown>,
    {
      inputs,
      outputs,
      attrs = {},
    }: {
      readonly inputs: readonly Placed[];
      readonly outputs: readonly Placed[];
      readonly attrs?: unknown;
    },
  ): void {
    this.#add({ kind: "host", name, layer: this.#layer, kernel, inputs, outputs, attrs }, [
      ...inputs,
      ...outputs,
    ]);
  }

  /** Copies a value to where it is wanted, unless it was made there. */
  moveTo(value: Value, target: Placed): void {
    const source = this.plain(value);
    if (!samePlace(source, target)) this.copy(source, target);
  }

  /** Copies between layouts whose descriptors may have different shapes for the same tensor. */
  #convert(value: Value, from: Placed, to: Placed): void {
    const common = commonView(this.engine, from.layout, to.layout);
    if (common) {
      this.copy({ ...from, layout: common.from }, { ...to, layout: common.to });
    } else {
      const plain = this.plain(value);
      this.#convert(value, plain, to);
    }
  }

  /** A bf16 value as plain f32, for loops of our own. */
  #widened(value: Value): Placed {
    const target = this.room(this.engine.plain(value.type.shape));
    this.#convert(value, this.home(value), target);
    return target;
  }

  /** The value where it was first put; of a cast that nobody has asked for yet, the value that it is to be made of. */
  #source(value: Value): Placed {
    const [placed] = this.#placed(value);
    if (placed) return placed;
    if (value.node.op === castOp) return this.home(value.node.inputs[0]!);
    throw new Error(`internal: "${value.node.op.name}" is read before it is computed`);
  }

  #copy(
    from: Placed,
    to: Placed,
    { attributes, overwrites }: { readonly attributes?: Attributes; readonly overwrites?: Placed },
  ): void {
    const primitive = this.engine.reorder(from.layout, to.layout, attributes);
    if (!primitive) {
      throw new BackendError(
        `Cannot reorder ${from.layout.dtype} ${showShape(from.layout.shape)} to ${to.layout.dtype}: oneDNN has no such primitive, needs the reference backend`,
      );
    }
    const tensors = [[argument.src, from] as const, [argument.dst, to] as const];
    this.emit("reorder", primitive, tensors, overwrites);
  }

  #add(step: Step, touched: readonly Placed[]): void {
    for (const { buffer } of touched) buffer.touch(this.steps.length);
    this.steps.push(step);
  }

  #keep(buffer: Buffer): Buffer {
    if (!buffer.external) this.buffers.add(buffer);
    return buffer;
  }

  #placed({ node, index }: Value): Placed[] {
    let outputs = this.#placements.get(node);
    if (!outputs) {
      outputs = node.outputs.map(() => []);
      this.#placements.set(node, outputs);
    }
    return outputs[index]!;
  }
}

/** The one output of a node as a value. */
export function outputOf(node: Node, index = 0): Value {
  return { node, index, type: node.outputs[index]! };
}
