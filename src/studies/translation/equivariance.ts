import type { Backend, States } from "../../backends/backend.ts";
import { type ImagesInMemory, imageSize } from "../../data/imageSet.ts";
import { shiftImages } from "../../data/transforms/shift.ts";
import { instantiate, type Network } from "../../nn/network.ts";
import { input } from "../../ops/leaves.ts";
import { evaluateGraph } from "../../train/evaluateGraph.ts";
import { memoryOf } from "../../train/networkInputs.ts";
import { jumpOf } from "./jump.ts";

/**
 * How far a layer is from moving along with the image, for one shift.
 *
 * Units: 0 when it moves along exactly; 1 when moving the image changes it as much as taking another image does
 */
export interface LayerError {
  readonly layer: string;
  /** Pixels to the right. */
  readonly dx: number;
  /** Null where all images give the layer the same output, so that there is nothing to compare with. */
  readonly error: number | null;
}

export interface EquivarianceOptions {
  readonly network: Network;
  readonly backend: Backend;
  readonly states: States;
  readonly shifts: readonly number[];
  readonly mode: "zero" | "circular";
}

/** One layer's output for a batch: rows of [channels, height, width]. */
interface Maps {
  readonly name: string;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly jump: number;
}

/**
 * Equivariance error of every layer: the root mean square difference between the layer's output for the moved image
 * and its moved output for the image, divided by that between the outputs for two different images. A move by a
 * fraction of a unit interpolates linearly between units; columns that come from outside are left out of both. A layer
 * without space is compared unmoved: there the number says how far it is from invariance.
 *
 * Shape: images [N, C, H, W]
 * Units: see `LayerError`
 * @source own definition, after the equivariance error of Lenc & Vedaldi 2015, arXiv:1411.5908
 */
export function measureEquivariance(
  set: ImagesInMemory,
  { network, backend, states, shifts, mode }: EquivarianceOptions,
): LayerError[] {
  const layers = mapsOf(network);
  const names = layers.map(({ name }) => name);
  const graph = evaluateGraph({ network, batchSize: set.count, layers: names });
  const executable = backend.compile(graph, states);
  const ask = (images: Uint8Array): Record<string, Float32Array> => {
    executable.inputs.images!.set(images);
    executable.run();
    const copies = names.map((name) => [name, Float32Array.from(executable.outputs[name]!)]);
    return Object.fromEntries(copies) as Record<string, Float32Array>;
  };
  try {
    const still = ask(set.images);
    const moved = new Uint8Array(set.count * imageSize(set));
    return shifts.flatMap((dx) => {
      const count = set.count * set.channels;
      shiftImages(set.images, moved, { ...set, count, dx, dy: 0, mode });
      const after = ask(moved);
      return layers.map((maps) => ({
        layer: maps.name,
        dx,
        error: errorOf(maps, { still: still[maps.name]!, after: after[maps.name]!, dx, mode }),
      }));
    });
  } finally {
    executable.dispose();
  }
}

/** Extents and jump of every layer, first to last. */
function mapsOf(network: Network): Maps[] {
  const images = input("images", [1, ...network.inputShape]);
  const { layers } = instantiate(network, images, memoryOf(network, "eval"));
  return Object.entries(layers).map(([name, value]) => {
    const [, channels, height = 1, width = 1] = value.type.shape;
    return { name, channels: channels!, height, width, jump: jumpOf(value) };
  });
}

interface Comparison {
  readonly still: Float32Array;
  readonly after: Float32Array;
  readonly dx: number;
  readonly mode: "zero" | "circular";
}

function errorOf(maps: Maps, { still, after, dx, mode }: Comparison): number | null {
  const { channels, height, width } = maps;
  const size = channels * height * width;
  const step = width === 1 ? 0 : dx / maps.jump;
  const columns = columnsWithin(width, step, mode);
  const whole = Math.floor(step);
  const fraction = step - whole;
  let broken = 0;
  let apart = 0;
  for (let at = 0; at < still.length; at += size) {
    const other = (at + size) % still.length;
    for (let row = 0; row < channels * height; row++) {
      const start = at + row * width;
      for (const x of columns) {
        const near = still[start + wrap(x - whole, width)]!;
        const far = still[start + wrap(x - whole - 1, width)]!;
        const expected = near + fraction * (far - near);
        broken += (after[start + x]! - expected) ** 2;
        apart += (still[start + x]! - still[other + row * width + x]!) ** 2;
      }
    }
  }
  return apart === 0 ? null : Math.sqrt(broken / apart);
}

/** The columns whose content was inside the layer before the move. */
function columnsWithin(width: number, step: number, mode: "zero" | "circular"): number[] {
  const all = Array.from({ length: width }, (_, x) => x);
  if (mode === "circular") return all;
  return all.filter((x) => x - step >= 0 && x - step <= width - 1);
}

function wrap(x: number, width: number): number {
  return ((x % width) + width) % width;
}
