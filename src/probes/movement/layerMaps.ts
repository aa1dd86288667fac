import { instantiate, type Network } from "../../nn/network.ts";
import { input } from "../../ops/leaves.ts";
import { memoryOf } from "../../train/networkInputs.ts";
import { jumpOf } from "./jumpOf.ts";

/** Extents of a layer's output for one image; a layer without space has height and width 1. */
export interface LayerMaps {
  readonly name: string;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  /** Input pixels from one unit to the next. */
  readonly jump: number;
}

/**
 * Extents and jump of every layer, first to last.
 *
 * Units: jump in pixels
 * @source see `jumpOf`
 */
export function layerMapsOf(network: Network): LayerMaps[] {
  const images = input("images", [1, ...network.inputShape]);
  const { layers } = instantiate(network, images, memoryOf(network, "eval"));
  return Object.entries(layers).map(([name, value]) => {
    const [, channels, height = 1, width = 1] = value.type.shape;
    return { name, channels: channels!, height, width, jump: jumpOf(value) };
  });
}
