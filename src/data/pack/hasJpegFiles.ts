import type { SafetensorsFile } from "../../storage/openSafetensors.ts";

/**
 * Whether images of a packed file were stored as JPEG, which keeps pixels only nearly, by the endings of their files'
 * names. The first of each split are looked at: their order is drawn, so that they are like the others.
 *
 * @throws {StorageError} when the file cannot be read
 * @source own design
 */
export async function hasJpegFiles(file: SafetensorsFile): Promise<boolean> {
  const splits = [...file.places.keys()].filter((name) => name.endsWith("/names"));
  for (const split of splits) {
    for await (const bytes of file.chunksOf(split)) {
      if (/\.jpe?g$/im.test(new TextDecoder().decode(bytes))) return true;
      break;
    }
  }
  return false;
}
