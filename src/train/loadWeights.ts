import { canonicalJson } from "../core/canonicalJson.ts";
import { DataError } from "../core/errors.ts";
import { showShape } from "../core/shape.ts";
import {
  type HeadChoice,
  isPerfect,
  matchWeights,
  type ShapeMismatch,
  type WeightsMatch,
} from "../nn/matchWeights.ts";
import {
  describeNetwork,
  initialNumbers,
  type Network,
  type NetworkNumbers,
  splitVector,
} from "../nn/network.ts";
import { openSafetensors, type SafetensorsFile } from "../storage/openSafetensors.ts";

export interface LoadWeightsOptions {
  /** What is not in the file is drawn from it. */
  readonly seed: number;
  /** Whether every name and shape has to be as in the network. */
  readonly strict?: boolean;
  readonly head?: HeadChoice;
}

/** A network's numbers from a file, and what of them does not come from there. */
export interface LoadedWeights {
  readonly numbers: NetworkNumbers;
  readonly match: WeightsMatch;
  /** Tensors with elements that a float32 has no room for, and which are therefore rounded. */
  readonly rounded: readonly string[];
  /** Whether the file says that it was trained on images normalised otherwise than the network normalises them. */
  readonly isNormalisedOtherwise: boolean;
}

/** What a file's metadata call the normalisation that its numbers were trained with. */
export const normalisationKey = "normalisation";

/**
 * A network's numbers from a safetensors file, by the names of its parameters and buffers. Elements of other types than
 * float32 become the nearest float32.
 *
 * @throws {StorageError} when the file cannot be read
 * @throws {DataError} when it is no safetensors file, holds NaN or infinite numbers, has nothing that fits the network,
 *         or, being strict, does not fit all of it
 */
export async function loadWeights(
  network: Network,
  path: string,
  { seed, strict = true, head = "keep" }: LoadWeightsOptions,
): Promise<LoadedWeights> {
  const file = await openSafetensors(path);
  try {
    const match = matchWeights(network, file.places, head);
    if (strict) checkMatch(network, file, match);
    if (match.fitting.length === 0) {
      throw new DataError(
        `Cannot load "${path}" into "${network.name}": none of its tensors fits, needs at least one of the network's name and shape`,
      );
    }
    const numbers = isWhole(network, match) ? emptyNumbers(network) : initialNumbers(network, seed);
    const rounded = await readInto(network, numbers, { file, names: match.fitting });
    return { numbers, match, rounded, isNormalisedOtherwise: differs(network, file) };
  } finally {
    await file.close();
  }
}

/** Files of other programs do not say how images were normalised. */
function differs({ normalisation }: Network, { metadata }: SafetensorsFile): boolean {
  if (metadata.network === undefined) return false;
  return metadata[normalisationKey] !== (normalisation && canonicalJson(normalisation));
}

/** Reads the named tensors to their places in the vectors; returns those that had to be rounded. */
async function readInto(
  network: Network,
  numbers: NetworkNumbers,
  { file, names }: { readonly file: SafetensorsFile; readonly names: readonly string[] },
): Promise<string[]> {
  const { parameters, buffers } = describeNetwork(network);
  const parts = new Map([
    ...splitVector(parameters, numbers.parameters),
    ...splitVector(buffers, numbers.buffers),
  ]);
  const rounded: string[] = [];
  for (const name of names) {
    const part = parts.get(name)!;
    if (!(await file.readFloats(name, part))) rounded.push(name);
    if (part.every(Number.isFinite)) continue;
    throw new DataError(
      `Cannot load "${file.path}" into "${network.name}": "${name}" holds NaN or infinite numbers, needs finite ones`,
    );
  }
  for (const { name, mask } of parameters) {
    mask?.forEach((kept, i) => {
      if (kept === 0) parts.get(name)![i] = 0;
    });
  }
  return rounded;
}

/** Then nothing has to be drawn, which takes longer than reading. */
function isWhole(network: Network, { fitting }: WeightsMatch): boolean {
  const { parameters, buffers } = describeNetwork(network);
  return fitting.length === parameters.length + buffers.length;
}

function emptyNumbers(network: Network): NetworkNumbers {
  const { parameterCount, bufferCount } = describeNetwork(network);
  return { parameters: new Float32Array(parameterCount), buffers: new Float32Array(bufferCount) };
}

function checkMatch(network: Network, file: SafetensorsFile, match: WeightsMatch): void {
  if (isPerfect(match)) return;
  const { missing, unexpected, misshaped } = match;
  const quoted = (name: string) => `"${name}"`;
  const shapes = ({ name, found, needed }: ShapeMismatch) =>
    `"${name}" ${showShape(found)} instead of ${showShape(needed)}`;
  const troubles = [
    troubleOf("missing", missing.map(quoted)),
    troubleOf("unexpected", unexpected.map(quoted)),
    troubleOf("misshaped", misshaped.map(shapes)),
  ].filter((trouble) => trouble !== "");
  const replaceable = matchWeights(network, file.places, "replace").replaced;
  const isHead = misshaped.some(({ name }) => replaceable.some((head) => head.name === name));
  const ways = isHead ? "strict=false, or head=replace for the classifier" : "or strict=false";
  throw new DataError(
    `Cannot load "${file.path}" into "${network.name}": ${troubles.join("; ")}; needs the network's names and shapes, ${ways}`,
  );
}

/** Names shown of each kind of trouble. */
const shown = 3;

/** `5 missing ("a", "b", "c", …)` */
function troubleOf(kind: string, items: readonly string[]): string {
  if (items.length === 0) return "";
  const more = items.length > shown ? ", …" : "";
  return `${items.length} ${kind} (${items.slice(0, shown).join(", ")}${more})`;
}
