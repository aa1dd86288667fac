import { createHash } from "node:crypto";
import { encodeSafetensors, type Safetensors } from "../storage/safetensors.ts";
import { writeFile, writeJson } from "../storage/writeFile.ts";
import { stateFileOf } from "./paths.ts";
import { stateHash, type WeightsState } from "./weightsState.ts";

/**
 * Writes tensors to a safetensors file, one by one, and beside it in JSON what they are, with the file's hash. Each of
 * the two is written whole or not at all; where a crash comes between them, the hash tells that they do not belong
 * together.
 *
 * @throws {DataError} when a tensor cannot be stored
 * @throws {StorageError} when the files cannot be written
 */
export async function writeWeights(
  path: string,
  content: Safetensors,
  state: Omit<WeightsState, "sha256" | "stateSha256">,
): Promise<void> {
  const pieces = encodeSafetensors(content);
  const hash = createHash("sha256");
  for (const piece of pieces) hash.update(piece);
  await writeFile(path, pieces);
  const stated = { ...state, sha256: hash.digest("hex") };
  await writeJson(stateFileOf(path), { ...stated, stateSha256: stateHash(stated) });
}
