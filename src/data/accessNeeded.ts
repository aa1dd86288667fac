import { join } from "node:path";
import type { FolderSource } from "./dataSource.ts";

/**
 * What a person needs to do to have images that are not there for all, as the end of a sentence after "needs"; nothing
 * where they can be fetched.
 */
export function accessNeeded(
  { images, access }: Pick<FolderSource, "images" | "access">,
  [root = ""]: readonly string[],
): string | undefined {
  if (access === undefined) return undefined;
  const name = images.folders[0]!;
  return `its images, which are given to ${access.who}, put into "${join(root, name)}" as ${access.layout}, and then \`learnscope data pack ${name} size=64\``;
}
