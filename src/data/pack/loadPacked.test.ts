import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { makePictureFolder, makeTemporaryFolder } from "../../../test/support/pictureFolder.ts";
import { DataError } from "../../core/errors.ts";
import { encodeSafetensors, parseSafetensors } from "../../storage/safetensors.ts";
import { inMemory } from "../openImages.ts";
import { checkPacked } from "./checkPacked.ts";
import { loadPacked } from "./loadPacked.ts";
import { packImages } from "./packImages.ts";

const path = join(makeTemporaryFolder(), "a.safetensors");
let whole: Buffer;
beforeAll(async () => {
  const pictures = await makePictureFolder(4);
  const settings = { size: 3, fit: "crop", channels: 3, name: "a-3", title: "Pictures" } as const;
  await packImages({ ...pictures, ...settings }, { to: path, workers: 2 });
  whole = readFileSync(path);
});

/** A copy of the packed file with another manifest, or other tensors. */
function altered(
  change: (manifest: Record<string, unknown>) => object,
  rename: (name: string) => string = (name) => name,
): string {
  const { tensors, metadata } = parseSafetensors(whole, path);
  const manifest = JSON.stringify(change(JSON.parse(metadata.manifest!)));
  const renamed = new Map([...tensors].map(([name, tensor]) => [rename(name), tensor]));
  return newFile(Buffer.concat(encodeSafetensors({ tensors: renamed, metadata: { manifest } })));
}

function newFile(bytes: Uint8Array): string {
  const file = join(makeTemporaryFolder(), "b.safetensors");
  writeFileSync(file, bytes);
  return file;
}

test("loadPacked() reads labels and concepts and leaves the images where they are", async () => {
  const dataset = await loadPacked(path);
  expect(dataset).toMatchObject({
    name: "a-3",
    title: "Pictures",
    classes: ["zero", "one"],
    concepts: [{ name: "parity", values: ["even", "odd"] }],
    generated: false,
    note: expect.stringMatching(/^Images of ".+", scaled and cut to 3 × 3 pixels$/),
  });
  expect(dataset.validation).toBeUndefined();
  const { train } = dataset;
  expect(train).toMatchObject({ count: 8, channels: 3, height: 3, width: 3 });
  expect(train.images).toMatchObject({ path, offset: expect.any(Number) });
  const { images } = inMemory(train);
  for (let row = 0; row < 8; row++) {
    const [i, label, blue] = [0, 9, 18].map((at) => images[row * 27 + at]);
    expect([train.labels[row], train.concepts?.parity?.[row], blue]).toEqual([label, i! % 2, 0]);
  }
});

test("loadPacked() refuses a file that was cut", async () => {
  const cut = newFile(whole);
  truncateSync(cut, whole.length - 5);
  await expect(loadPacked(cut)).rejects.toThrow(
    new RegExp(
      `^Cannot read "${cut}": \\d+ bytes follow its header, its tensors need \\d+; if it was packed here, delete it and pack its folder again$`,
    ),
  );
});

test("loadPacked() refuses other safetensors files", async () => {
  const other = newFile(Buffer.concat(encodeSafetensors({ tensors: new Map(), metadata: {} })));
  await expect(loadPacked(other)).rejects.toThrow(
    new DataError(
      `Cannot read "${other}": it has no manifest, needs a file that \`learnscope data pack\` wrote`,
    ),
  );
});

test.each([
  [
    "another version",
    () => altered((manifest) => ({ ...manifest, version: 2 })),
    "its manifest is damaged at version: Invalid input: expected 1, needs packing anew",
  ],
  [
    "a name that leads out of a folder",
    () => altered((manifest) => ({ ...manifest, name: "../a-3" })),
    "its manifest is damaged at name: it is no name of a file, needs packing anew",
  ],
  [
    "another size than its images have",
    () => altered((manifest) => ({ ...manifest, size: 4 })),
    '"train/images" is U8 [8, 3, 3, 3], needs U8 [8, 3, 4, 4]',
  ],
  [
    "a tensor too few",
    () =>
      altered(
        (manifest) => manifest,
        (name) => name.replace("test/labels", "labels"),
      ),
    '"test/labels" is missing, needs I32 [8]',
  ],
  [
    "a concept of other classes",
    () =>
      altered((manifest) => ({
        ...manifest,
        concepts: [{ name: "parity", values: ["even", "odd"], ofClass: [0, 2] }],
      })),
    'its concept "parity" does not fit its classes, needs packing anew',
  ],
  [
    "labels of classes that there are not",
    () => altered((manifest) => ({ ...manifest, classes: ["zero"] })),
    /number \d of "train\/labels" is 1, needs 0 to 0$/,
  ],
])("loadPacked() refuses a file with %s", async (_what, make, what) => {
  const file = make();
  const loading = loadPacked(file);
  await expect(loading).rejects.toBeInstanceOf(DataError);
  await expect(loading).rejects.toThrow(what);
});

test("loadPacked() gives an empty training set where all images are to test with", async () => {
  const file = altered((manifest) => ({ ...manifest, splits: { test: { listed: 8, count: 8 } } }));
  const { train, test } = await loadPacked(file);
  expect(train).toMatchObject({ count: 0, channels: 3, height: 3, width: 3 });
  expect([train.labels.length, train.concepts?.parity?.length, test.count]).toEqual([0, 0, 8]);
});

test("loadPacked() refuses a file that has nothing to test with", async () => {
  const file = altered((manifest) => ({ ...manifest, splits: { train: { listed: 8, count: 8 } } }));
  await expect(loadPacked(file)).rejects.toThrow(
    new DataError(`Cannot load "${file}": it has no test images, needs some`),
  );
});

test("loadPacked() reads or refuses files with any bytes of their header changed", async () => {
  const changes = fc.array(fc.tuple(fc.nat(6000), fc.nat(255)), { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(changes, async (pairs) => {
      const bytes = Buffer.from(whole);
      for (const [at, value] of pairs) bytes[at] = value;
      writeFileSync(`${path}.changed`, bytes);
      const refused = await loadPacked(`${path}.changed`).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (refused !== undefined) expect(refused).toBeInstanceOf(DataError);
    }),
    { numRuns: 300 },
  );
});

test("checkPacked() finds the tensor that was changed", async () => {
  expect((await checkPacked(path)).filter(({ isRight }) => !isRight)).toEqual([]);
  const bytes = Buffer.from(whole);
  bytes[bytes.length - 1]! ^= 1;
  const checks = await checkPacked(newFile(bytes));
  expect(checks.filter(({ isRight }) => !isRight)).toEqual([
    { name: "test/concept/parity", isRight: false },
  ]);
});
