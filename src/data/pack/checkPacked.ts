import { hashTensors } from "./hashTensors.ts";
import { readManifest } from "./readManifest.ts";

/** One tensor of a packed file, and whether it is as it was when it was packed. */
export interface TensorCheck {
  readonly name: string;
  readonly isRight: boolean;
}

/**
 * Reads a packed file to its end and compares every tensor with the hash that was taken when it was packed.
 *
 * @throws {DataError} when it is no packed file, or one whose header is damaged
 */
export async function checkPacked(path: string): Promise<TensorCheck[]> {
  const { tensors } = await readManifest(path);
  const found = await hashTensors(path);
  const names = [...new Set([...Object.keys(found), ...Object.keys(tensors)])];
  return names.map((name) => ({
    name,
    isRight: found[name] !== undefined && found[name] === tensors[name],
  }));
}
