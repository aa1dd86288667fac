import type { NumberArray } from "../../core/dtype.ts";
import { BackendError } from "../../core/errors.ts";
import { showShape, sizeOf } from "../../core/shape.ts";
import type { Tensor } from "../../graph/kernel.ts";
import { planMemory } from "../../passes/memoryPlan.ts";
import type { Executable } from "../backend.ts";
import { type ProfiledStep, profileSteps } from "../profile.ts";
import { allocate, arrayIn } from "./arena.ts";
import { argument, structBytes } from "./constants.ts";
import type { Engine, Layout, Primitive } from "./engine.ts";
import { check, type Handle } from "./ffi.ts";
import type { HostStep, Lowering, PrimitiveStep } from "./lowering.ts";
import { peakOf, touchedBy } from "./memoryUse.ts";
import { isIdle, overwriteOperands } from "./overwrite.ts";
import type { Buffer, Placed } from "./regions.ts";

/** Gives every buffer its place, every tensor its handle and every step its call. */
export function assemble(
  engine: Engine,
  { steps, buffers }: Lowering,
  ends: {
    readonly inputs: Readonly<Record<string, NumberArray>>;
    readonly outputs: Readonly<Record<string, Placed>>;
  },
): Executable {
  for (const { buffer } of Object.values(ends.outputs)) buffer.touch(steps.length);
  const apart = bytesOf([...buffers]);
  overwriteOperands(steps);
  const roots = [...buffers].filter((buffer) => buffer.root === buffer);
  const memory = new Memory(engine, roots);
  const scratchpad = allocate(Math.max(1, ...steps.map(scratchpadBytes)));
  const live = steps.filter((step) => !isIdle(step));
  const calls = live.map((step) =>
    step.kind === "host"
      ? hostCall(step, memory)
      : primitiveCall(engine, step, { memory, scratchpad }),
  );
  engine.releaseDescriptors();
  const outputs = Object.entries(ends.outputs).map(([name, placed]) => [
    name,
    memory.array(placed),
  ]);
  let open = true;
  const checkOpen = (action: string) => {
    if (!open) {
      throw new BackendError(`Cannot ${action}: the executable was disposed, needs a compiled one`);
    }
  };
  return {
    inputs: ends.inputs,
    outputs: Object.fromEntries(outputs),
    arenaBytes: memory.arenaBytes + scratchpad.length,
    memory: {
      apart,
      shared: memory.arenaBytes,
      scratchpad: scratchpad.length,
      peak: peakOf(steps, roots),
    },
    run: () => {
      checkOpen("run");
      for (const call of calls) call();
    },
    profile: (runs) => {
      checkOpen("profile");
      return profileSteps(
        live.map((step, index) => describeStep(step, calls[index]!)),
        runs,
      );
    },
    dispose: () => {
      if (!open) return;
      open = false;
      memory.dispose();
    },
  };
}

/** The arena, and the handles of the tensors in it and of the primitives that work on them. */
class Memory {
  readonly arenaBytes: number;
  readonly #engine: Engine;
  readonly #arena: Uint8Array<ArrayBuffer>;
  readonly #offsets = new Map<Buffer, number>();
  /** What handles point to: the library keeps addresses, which keep no array alive. */
  readonly #held = new Set<ArrayBufferLike>();
  readonly #handles: Handle[] = [];
  readonly #primitives: Handle[] = [];

  constructor(engine: Engine, buffers: readonly Buffer[]) {
    this.#engine = engine;
    const { offsets, totalBytes } = planMemory(buffers);
    buffers.forEach((buffer, index) => {
      this.#offsets.set(buffer, offsets[index]!);
    });
    this.arenaBytes = totalBytes;
    this.#arena = allocate(totalBytes);
  }

  handle(placed: Placed): Handle {
    return this.handleAt(placed.layout, this.#bytes(placed));
  }

  handleAt(layout: Layout, bytes: Uint8Array): Handle {
    const handle = this.#engine.memory(layout, bytes);
    this.#held.add(bytes.buffer);
    this.#handles.push(handle);
    return handle;
  }

  instantiate(primitive: Primitive): Handle {
    const handle = this.#engine.instantiate(primitive);
    this.#primitives.push(handle);
    return handle;
  }

  /** A dense tensor as a typed array over the same memory. */
  array(placed: Placed): NumberArray {
    const { dtype, shape } = placed.layout;
    return arrayIn(this.#bytes(placed), dtype, sizeOf(shape));
  }

  dispose(): void {
    const { memoryDestroy, primitiveDestroy } = this.#engine.functions;
    for (const handle of this.#primitives) primitiveDestroy(handle);
    for (const handle of this.#handles) memoryDestroy(handle);
  }

  #bytes({ buffer, offset }: Placed): Uint8Array {
    const from = this.#offsets.get(buffer.root);
    const whole = buffer.external ?? this.#arena.subarray(from, from! + buffer.bytes);
    return whole.subarray(offset);
  }
}

function bytesOf(buffers: readonly Buffer[]): number {
  return buffers.reduce((sum, { bytes }) => sum + bytes, 0);
}

function scratchpadBytes(step: PrimitiveStep | HostStep): number {
  return step.kind === "primitive" ? step.primitive.scratchpadBytes : 0;
}

function hostCall({ kernel, inputs, outputs, attrs }: HostStep, memory: Memory): () => void {
  const tensor = (placed: Placed): Tensor => ({
    shape: placed.layout.shape,
    data: memory.array(placed),
  });
  const sources = inputs.map(tensor);
  const targets = outputs.map(tensor);
  return () => kernel(sources, targets, attrs);
}

function primitiveCall(
  engine: Engine,
  { name, primitive, tensors }: PrimitiveStep,
  { memory, scratchpad }: { readonly memory: Memory; readonly scratchpad: Uint8Array },
): () => void {
  const list: [number, Handle][] = tensors.map(([index, placed]) => [index, memory.handle(placed)]);
  if (primitive.scratchpadBytes > 0) {
    list.push([argument.scratchpad, memory.handleAt(primitive.scratchpad, scratchpad)]);
  }
  const encoded = encodeArguments(list);
  const { execute } = engine.functions;
  const { stream } = engine;
  const count = list.length;
  const handle = memory.instantiate(primitive);
  return () => {
    const status = execute(handle, stream, count, encoded);
    if (status !== 0) check(`run "${name}"`, status);
  };
}

function describeStep(step: PrimitiveStep | HostStep, call: () => void): ProfiledStep {
  return {
    call,
    name: step.name,
    implementation: step.kind === "host" ? "loop" : step.primitive.implementation,
    layer: step.layer,
    shape: showShape(largestOf(step).layout.shape),
  };
}

/** The tensor that tells most about a step's work. */
function largestOf(step: PrimitiveStep | HostStep): Placed {
  return touchedBy(step).reduce((a, b) => (b.layout.bytes > a.layout.bytes ? b : a));
}

/** The C array of {int argument; memory handle} that a primitive is called with. */
function encodeArguments(list: readonly (readonly [number, Handle])[]): Uint8Array {
  const bytes = allocate(structBytes.executionArgument * list.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  list.forEach(([index, handle], position) => {
    view.setInt32(structBytes.executionArgument * position, index, true);
    view.setBigUint64(structBytes.executionArgument * position + 8, handle, true);
  });
  return bytes;
}
