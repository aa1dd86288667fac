import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { makePictureFolder, makeTemporaryFolder } from "../../../test/support/pictureFolder.ts";
import { findPacked, isPacked, listPacked, packedPath } from "./findPacked.ts";
import { packImages } from "./packImages.ts";

const roots = [makeTemporaryFolder(), makeTemporaryFolder()];
const path = packedPath("pets", 3, roots);
beforeAll(async () => {
  const pictures = await makePictureFolder(1);
  const settings = { size: 3, fit: "crop", channels: 3, name: "pets-3", title: "Pets" } as const;
  await packImages({ ...pictures, ...settings }, { to: path, workers: 1 });
  mkdirSync(join(roots[1]!, "packed"));
  for (const name of ["pets-3", "dogs"]) {
    copyFileSync(path, join(roots[1]!, "packed", `${name}.safetensors`));
  }
  writeFileSync(join(roots[1]!, "packed", "broken.safetensors"), "no");
});

test("findPacked() finds by path and by name, in the first folder that has it", () => {
  expect(findPacked("pets-3", roots)).toBe(path);
  expect(findPacked(path, [])).toBe(path);
  expect(findPacked("dogs", roots)).toBe(join(roots[1]!, "packed/dogs.safetensors"));
  expect(findPacked("pets-4", roots)).toBeUndefined();
  expect(findPacked("../packed/dogs", roots)).toBeUndefined();
});

test("isPacked() takes every path that ends in .safetensors for one", () => {
  expect(["pets-3", "missing.safetensors", "mnist"].map((name) => isPacked(name, roots))).toEqual([
    true,
    true,
    false,
  ]);
});

test("listPacked() tells what each file holds, and what is wrong with those that are damaged", async () => {
  const list = await listPacked([...roots, "/nowhere"]);
  expect(list.map(({ name, manifest }) => [name, manifest?.title])).toEqual([
    ["broken", undefined],
    ["dogs", "Pets"],
    ["pets-3", "Pets"],
  ]);
  expect(list[0]!.problem).toMatch(
    /^Cannot read ".+broken.safetensors": it has 2 bytes, needs .+; if it was packed here, delete it and pack its folder again$/,
  );
  expect(list[2]!.path).toBe(path);
});
