import type { Dtype } from "../../core/dtype.ts";
import { type Shape, sameShape, sizeOf, stridesOf } from "../../core/shape.ts";
import type { Backend } from "../backend.ts";
import { type Attributes, withAttributes } from "./attributes.ts";
import {
  bf16Instructions,
  blockedTags,
  dataType,
  formatTagAny,
  formatTagChannelsLast,
  instructionSets,
  query,
  structBytes,
} from "./constants.ts";
import {
  type Bytes,
  bindFunctions,
  check,
  copyFrom,
  create,
  type Functions,
  type Handle,
  int64s,
  versionOf,
} from "./ffi.ts";
import type { LoadedLibrary } from "./library.ts";

/** How a tensor lies in memory: oneDNN's memory descriptor with what we ask of it most. */
export interface Layout {
  readonly shape: Shape;
  readonly dtype: Dtype;
  readonly descriptor: Uint8Array;
  /** Bytes to allocate, padding included. */
  readonly bytes: number;
  /** Dense and row-major. */
  readonly plain: boolean;
  /** Two rows of an image lie side by side, as if they were channels: [N, H/2, W, 2, C] in memory. */
  readonly folded?: true;
}

export interface PrimitiveOptions extends Attributes {
  /** Descriptor of the forward primitive that a backward one belongs to. */
  readonly hint?: Handle;
  /** Implementations to pass over where there is another. */
  readonly avoid?: RegExp | undefined;
}

/** An operation that oneDNN has chosen an implementation for; its code is made when it is instantiated. */
export interface Primitive {
  /** What backward primitives take as a hint. */
  readonly descriptor: Handle;
  readonly scratchpad: Layout;
  readonly scratchpadBytes: number;
  readonly implementation: string;
  /** The layout that the primitive reads or writes; `what` is one of `query`. */
  layout(what: number, index?: number): Layout;
}

const cpuEngine = 1;
const inOrder = 1;
const implementationQuery = 8;

/** One CPU engine and stream of oneDNN, its layouts and primitives. */
export class Engine {
  readonly functions: Functions;
  readonly stream: Handle;
  readonly #engine: Handle;
  readonly #plain = new Map<string, Layout>();
  readonly #descriptors: Handle[] = [];

  /** Major, minor and patch number. */
  readonly version: string;

  /** @throws {BackendError} when the library's version is not 2 */
  constructor({ library, path }: LoadedLibrary) {
    this.version = versionOf(library, path);
    this.functions = bindFunctions(library);
    this.#engine = create("open oneDNN", this.functions.engine, cpuEngine, 0);
    this.stream = create("open oneDNN", this.functions.stream, this.#engine, inOrder);
  }

  /** The widest vector instructions that oneDNN uses here. */
  get instructionSet(): string {
    const isa = Number(this.functions.isa());
    return instructionSets[isa] ?? `instruction set ${isa}`;
  }

  /** What becomes of bf16 here: below AVX-512 the library has no primitives for it. */
  get bf16(): Backend["bf16"] {
    const layout = this.plain([1, 1], "bf16");
    const { matmul, isa } = this.functions;
    const md = layout.descriptor;
    const product = this.primitive(structBytes.matmul, (descriptor) =>
      matmul(descriptor, md, md, null, md),
    );
    this.releaseDescriptors();
    if (!product) return "none";
    return (Number(isa()) & bf16Instructions) === 0 ? "emulated" : "native";
  }

  /** Makes the primitive's code. */
  instantiate({ descriptor }: Primitive): Handle {
    return create("make a primitive", this.functions.primitive, descriptor);
  }

  /** Frees all descriptors asked for since the last call; primitives made from them stay. */
  releaseDescriptors(): void {
    for (const descriptor of this.#descriptors) {
      this.functions.primitiveDescriptorDestroy(descriptor);
    }
    this.#descriptors.length = 0;
  }

  /** Dense and row-major. */
  plain(shape: Shape, dtype: Dtype = "f32"): Layout {
    const key = `${dtype} ${shape}`;
    const known = this.#plain.get(key);
    if (known) return known;
    const layout = this.strided(shape, dtype, stridesOf(shape));
    this.#plain.set(key, layout);
    return layout;
  }

  /** Any strides, in elements; 0 repeats. */
  strided(shape: Shape, dtype: Dtype, strides: readonly number[]): Layout {
    const descriptor = new Uint8Array(structBytes.memoryDescriptor);
    const dims = extents(shape);
    const steps = int64s(shape.length === 0 ? [1] : strides);
    const { layoutByStrides } = this.functions;
    check(
      "describe a layout",
      layoutByStrides(descriptor, dims.length, dims, dataType[dtype], steps),
    );
    return this.#layout(descriptor, { shape, dtype, plain: sameShape(strides, stridesOf(shape)) });
  }

  /** A descriptor that leaves the layout to the primitive. */
  any(shape: Shape, dtype: Dtype = "f32"): Uint8Array {
    return this.#descriptorByTag(shape, dtype, formatTagAny);
  }

  /** Channels as the fastest dimension, without padding; [N, C, H, W] in memory order N, H, W, C. */
  channelsLast(shape: Shape, dtype: Dtype = "f32"): Layout {
    return this.#tagged(shape, dtype, formatTagChannelsLast);
  }

  /** The usual layouts of images other than plain: channels last, in blocks of 16 and of 8. */
  imageLayouts(shape: Shape, dtype: Dtype): Layout[] {
    return blockedTags.map((tag) => this.#tagged(shape, dtype, tag));
  }

  /**
   * Channels last, and each two rows of the image as twice the channels: a convolution with few channels fills the
   * vector registers twice as well. See `lower/foldedRows.ts`.
   */
  foldedRows(shape: Shape): Layout {
    const [n, c, h, w] = shape;
    const { descriptor } = this.channelsLast([n!, 2 * c!, h! / 2, w!]);
    return this.#layout(descriptor, { shape, dtype: "f32", plain: false, folded: true });
  }

  /** The blocking of `layout` applied to another shape; plain where the blocking is none of the usual ones. */
  like(layout: Layout, shape: Shape, dtype: Dtype = layout.dtype): Layout {
    if (layout.folded) return this.channelsLast(shape, dtype);
    // Weights of groups have a dimension more than images.
    if (layout.plain || layout.shape.length !== 4) return this.plain(shape, dtype);
    const tag = blockedTags.find((candidate) =>
      this.equal(layout, this.#tagged(layout.shape, layout.dtype, candidate)),
    );
    return tag === undefined ? this.plain(shape, dtype) : this.#tagged(shape, dtype, tag);
  }

  /** The same memory read with another shape, or null where its order of elements does not allow that. */
  reshaped(layout: Layout, shape: Shape): Layout | null {
    if (layout.plain) return this.plain(shape, layout.dtype);
    const descriptor = new Uint8Array(structBytes.memoryDescriptor);
    const dims = extents(shape);
    const status = this.functions.layoutReshaped(descriptor, layout.descriptor, dims.length, dims);
    return status === 0
      ? this.#layout(descriptor, { shape, dtype: layout.dtype, plain: false })
      : null;
  }

  /** A box inside a tensor as a tensor of its own, or null where it would cut through a block. */
  box({ descriptor: whole, dtype }: Layout, start: Shape, shape: Shape): Layout | null {
    const descriptor = new Uint8Array(structBytes.memoryDescriptor);
    const { layoutOfBox } = this.functions;
    const status = layoutOfBox(descriptor, whole, extents(shape), int64s(start));
    return status === 0 ? this.#layout(descriptor, { shape, dtype, plain: false }) : null;
  }

  equal(a: Layout, b: Layout): boolean {
    return a === b || this.functions.layoutsEqual(a.descriptor, b.descriptor) === 1;
  }

  /**
   * Asks oneDNN for a primitive; null when it has none for these shapes and layouts.
   * `describe` fills the operation's descriptor, a structure of `bytes`, and returns the library's status.
   */
  primitive(
    bytes: number,
    describe: (descriptor: Bytes) => unknown,
    { hint = 0n, avoid, ...attributes }: PrimitiveOptions = {},
  ): Primitive | null {
    const operation = new Uint8Array(bytes);
    if (describe(operation) !== 0) return null;
    const { iterator, iteratorDestroy } = this.functions;
    return withAttributes(this.functions, attributes, (attr) => {
      const out: unknown[] = [null];
      if (iterator(out, operation, attr, this.#engine, hint) !== 0) return null;
      const candidates = BigInt(out[0] as bigint);
      try {
        return this.#choose(candidates, avoid);
      } finally {
        iteratorDestroy(candidates);
      }
    });
  }

  /** The first implementation whose name is not avoided, else the first. */
  #choose(candidates: Handle, avoid: RegExp | undefined): Primitive {
    const { iteratorFetch, iteratorNext } = this.functions;
    const fetch = () => this.#primitive(BigInt(iteratorFetch(candidates) as bigint));
    const first = fetch();
    let chosen = first;
    while (avoid?.test(chosen.implementation)) {
      if (iteratorNext(candidates) !== 0) return first;
      chosen = fetch();
    }
    return chosen;
  }

  /** A copy from one layout to another, optionally scaled or added to what is there. */
  reorder(from: Layout, to: Layout, attributes: Attributes = {}): Primitive | null {
    return withAttributes(this.functions, attributes, (attr) => {
      const out: unknown[] = [null];
      const { reorderDescriptor } = this.functions;
      const status = reorderDescriptor(
        out,
        from.descriptor,
        this.#engine,
        to.descriptor,
        this.#engine,
        attr,
      );
      return status === 0 ? this.#primitive(BigInt(out[0] as bigint)) : null;
    });
  }

  /** A tensor of that layout at a place in memory, which must outlive it. */
  memory(layout: Layout, bytes: Uint8Array): Handle {
    const { memory } = this.functions;
    return create("place a tensor", memory, layout.descriptor, this.#engine, bytes);
  }

  #tagged(shape: Shape, dtype: Dtype, tag: number): Layout {
    return this.#layout(this.#descriptorByTag(shape, dtype, tag), { shape, dtype, plain: false });
  }

  #descriptorByTag(shape: Shape, dtype: Dtype, tag: number): Uint8Array {
    const descriptor = new Uint8Array(structBytes.memoryDescriptor);
    const dims = extents(shape);
    const { layoutByTag } = this.functions;
    check("describe a layout", layoutByTag(descriptor, dims.length, dims, dataType[dtype], tag));
    return descriptor;
  }

  #primitive(descriptor: Handle): Primitive {
    const { functions } = this;
    this.#descriptors.push(descriptor);
    const layout = (what: number, index = 0): Layout => {
      const pointer = functions.queryLayout(descriptor, what, index);
      return this.#layoutAt(copyFrom(pointer, structBytes.memoryDescriptor));
    };
    const text: unknown[] = [null];
    functions.implementation(descriptor, implementationQuery, 0, text);
    const scratchpad = layout(query.scratchpad);
    return {
      descriptor,
      scratchpad,
      scratchpadBytes: scratchpad.bytes,
      implementation: String(text[0]),
      layout,
    };
  }

  #layoutAt(descriptor: Uint8Array): Layout {
    const view = new DataView(descriptor.buffer);
    const rank = view.getInt32(0, true);
    const shape = Array.from({ length: rank }, (_, axis) =>
      Number(view.getBigInt64(8 + 8 * axis, true)),
    );
    const type = view.getInt32(104, true);
    const dtype = (Object.keys(dataType) as Dtype[]).find((own) => dataType[own] === type) ?? "f32";
    const layout = this.#layout(descriptor, { shape, dtype, plain: false });
    if (rank === 0 || sizeOf(shape) === 0) return layout;
    const plain = this.plain(shape, dtype);
    return this.equal(layout, plain) ? plain : layout;
  }

  #layout(
    descriptor: Uint8Array,
    known: Pick<Layout, "shape" | "dtype" | "plain" | "folded">,
  ): Layout {
    return { ...known, descriptor, bytes: Number(this.functions.layoutBytes(descriptor)) };
  }
}

/** Extents as the library takes them; it knows no scalars. */
function extents(shape: Shape): BigInt64Array {
  return int64s(shape.length === 0 ? [1] : shape);
}
