import { UsageError } from "../core/errors.ts";
import { describeNetwork, type LayerSpec, type Network } from "../nn/network.ts";
import { chooseNames } from "./chooseNames.ts";

/** What a layer has to be, besides being named. */
export type LayerKind = "any" | "spatial";

/**
 * The layers of a network that a pattern names, first to last: names or parts with `*` for anything, `+` between several,
 * such as `conv*`, `layer3.*` or `layer3/*`, `conv1+pooled`. `all` names those from the first with parameters on: layers
 * before see the same whatever was learned. Stages within layers are taken by a part that names no layer, such as
 * `conv1.normed` or `*.normed`.
 *
 * @throws {UsageError} when a part names no layer of the kind; the message lists those there are
 */
export function chooseLayers(
  network: Network,
  pattern: string,
  kind: LayerKind = "any",
): readonly LayerSpec[] {
  const isWanted = ({ shape }: LayerSpec) => kind === "any" || shape.length === 3;
  const description = describeNetwork(network);
  const layers = description.layers.filter(isWanted);
  if (pattern === "all") return learned(layers);
  const what = kind === "spatial" ? "layer with height and width" : "layer";
  const names = layers.map(({ name }) => name);
  const outputs = description.outputs.filter(isWanted);
  const further = outputs.map(({ name }) => name).filter((name) => !names.includes(name));
  const chosen = chooseNames(names, pattern, { network: network.name, what, further });
  return outputs.filter(({ name }) => chosen.includes(name));
}

/** A layer that a pattern names alone; `auto` is the last one that has height and width. */
export function chooseLayer(network: Network, pattern: string): LayerSpec {
  const spatial = describeNetwork(network).layers.filter(({ shape }) => isMap(shape));
  if (pattern === "auto") {
    const last = spatial.at(-1);
    if (last) return last;
    throw new UsageError(
      `Cannot look into "${network.name}": none of its layers has height and width, needs one`,
    );
  }
  const [first, ...more] = chooseLayers(network, pattern, "spatial");
  if (first && more.length === 0) return first;
  throw new UsageError(
    `Cannot look into "${network.name}": "${pattern}" names ${more.length + 1} layers, needs one`,
  );
}

/** Whether a layer gives maps of more than one position. */
function isMap(shape: readonly number[]): boolean {
  return shape.length === 3 && shape[1]! * shape[2]! > 1;
}

function learned(layers: readonly LayerSpec[]): readonly LayerSpec[] {
  const first = layers.findIndex(({ parameterCount }) => parameterCount > 0);
  return layers.slice(Math.max(0, first));
}
