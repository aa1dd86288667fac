import { mkdir, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  makePictureFolder,
  type PictureFolder,
  writeInto,
} from "../../test/support/pictureFolder.ts";
import { DataError, UsageError } from "../core/errors.ts";
import type { ListedImage } from "./listings/imageListing.ts";
import { loadDataset } from "./loadDataset.ts";
import { inMemory } from "./openImages.ts";
import { packImages } from "./pack/packImages.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "learnscope-load-"));
});
afterEach(() => rm(root, { recursive: true }));

/** The right numbers of blank images; sparse zeros pass for MNIST, since loading does not hash. */
async function putBlankMnist(): Promise<void> {
  await mkdir(join(root, "mnist"));
  const put = (name: string, count: number, ...extents: number[]) => {
    const header = new DataView(new ArrayBuffer(8 + 4 * extents.length));
    header.setUint32(0, 0x0801 + extents.length);
    [count, ...extents].forEach((extent, axis) => {
      header.setUint32(4 + 4 * axis, extent);
    });
    const size = extents.reduce((product, extent) => product * extent, count);
    const bytes = new Uint8Array(header.byteLength + size);
    bytes.set(new Uint8Array(header.buffer));
    return writeFile(join(root, "mnist", name), bytes);
  };
  await put("train-images-idx3-ubyte", 60_000, 28, 28);
  await put("train-labels-idx1-ubyte", 60_000);
  await put("t10k-images-idx3-ubyte", 10_000, 28, 28);
  await put("t10k-labels-idx1-ubyte", 10_000);
}

test("loadDataset() makes generated digits, as many as asked for", async () => {
  const dataset = await loadDataset("generated-digits", { trainCount: 30, testCount: 20 });
  expect(dataset).toMatchObject({ title: "generated digits", generated: true });
  expect([dataset.train.count, dataset.test.count]).toEqual([30, 20]);
  const other = await loadDataset("generated-digits", {
    options: { dataSeed: 1 },
    trainCount: 30,
    testCount: 20,
  });
  expect(other.train.images).not.toEqual(dataset.train.images);
});

test("loadDataset() reads MNIST from a data folder and keeps the first examples", async () => {
  await putBlankMnist();
  const whole = await loadDataset("mnist", {}, [join(root, "empty"), root]);
  expect(whole).toMatchObject({ name: "mnist", title: "MNIST", generated: false });
  expect([whole.train.count, whole.test.count]).toEqual([60_000, 10_000]);
  const part = await loadDataset("mnist", { trainCount: 100 }, [root]);
  expect(part.train.count).toBe(100);
  expect(inMemory(part.train).images.length).toBe(78_400);
  expect(part.test.count).toBe(10_000);
  await expect(loadDataset("mnist", { testCount: 10_001 }, [root])).rejects.toThrow(
    new UsageError(
      'Cannot load data set "mnist": testCount = 10001, needs a whole number from 1 to 10000',
    ),
  );
});

test.each([0, 1.5, 1_000_001])("loadDataset() refuses to make %d training examples", async (n) => {
  await expect(loadDataset("generated-digits", { trainCount: n })).rejects.toThrow(
    `Cannot load data set "generated-digits": trainCount = ${n}, needs a whole number from 1 to 1000000`,
  );
});

test("loadDataset() says which files are missing, and how to get them", async () => {
  const folder = join(root, "mnist");
  await mkdir(folder);
  for (const name of ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3"]) {
    await writeFile(join(folder, `${name}-ubyte.gz`), "");
  }
  await expect(loadDataset("mnist", {}, [root])).rejects.toThrow(
    new DataError(
      `Cannot load MNIST: "${folder}" lacks t10k-labels-idx1-ubyte, needs \`learnscope data get mnist\` or this file there, plain or as .gz`,
    ),
  );
});

test("loadDataset() says where a data set was looked for, and in which forms it may come", async () => {
  const other = join(root, "other");
  await expect(loadDataset("mnist", {}, [root, other])).rejects.toThrow(
    new DataError(
      `Cannot load MNIST: it is not in "${root}" or "${other}", needs \`learnscope data get mnist\` or, in "${join(root, "mnist")}", four IDX files (plain or .gz)`,
    ),
  );
});

test("loadDataset() has single images packed first", async () => {
  await expect(loadDataset("tiny-imagenet", {}, [root])).rejects.toThrow(
    new DataError(
      `Cannot load Tiny ImageNet: it is not in "${root}", needs \`learnscope data get tiny-imagenet\` and then \`learnscope data pack tiny-imagenet size=64\``,
    ),
  );
  await expect(loadDataset("imagenet", {}, [root])).rejects.toThrow(
    `Cannot load ImageNet: it is not in "${root}", needs its images, which are given to people with an account`,
  );
  for (const split of ["train", "val"]) {
    await mkdir(join(root, "imagenet", split), { recursive: true });
  }
  await expect(loadDataset("imagenet", {}, [root])).rejects.toThrow(
    new DataError(
      'Cannot load ImageNet: its images are single files, needs `learnscope data pack imagenet size=64`, which makes "imagenet-64" of them',
    ),
  );
  await mkdir(join(root, "packed"));
  await writeFile(join(root, "packed", "imagenet-32.safetensors"), "");
  await expect(loadDataset("imagenet", {}, [root])).rejects.toThrow(
    "Cannot load ImageNet: its images are single files, needs data=imagenet-32",
  );
});

test("loadDataset() reads what was packed here, with the constants of what it was packed of", async () => {
  const pictures = await makePictureFolder(2);
  const settings = { size: 4, fit: "crop", channels: 3, title: "Pictures" } as const;
  for (const name of ["imagenet-4", "pictures-4"]) {
    const to = join(root, "packed", `${name}.safetensors`);
    await packImages({ ...pictures, ...settings, name }, { to, workers: 1 });
  }
  const known = await loadDataset("imagenet-4", { trainCount: 1 }, [root]);
  expect(known.train).toMatchObject({ count: 1, channels: 3, height: 4, width: 4 });
  expect(known.normalisation?.mean).toEqual([0.485, 0.456, 0.406]);
  const own = await loadDataset(join(root, "packed", "pictures-4.safetensors"));
  expect(own).toMatchObject({ name: "pictures-4", title: "Pictures" });
  expect(own.normalisation).toBeUndefined();
  const cut = join(root, "packed", "pictures-4.safetensors");
  await truncate(cut, 5000);
  await expect(loadDataset("pictures-4", {}, [root])).rejects.toThrow(
    /^Cannot read ".+pictures-4.safetensors": .+, needs .+; if it was packed here, delete it and pack its folder again$/,
  );
});

test("loadDataset() refuses options of data sets that have none", async () => {
  await expect(loadDataset("mnist", { options: { dataSeed: 1 } }, [root])).rejects.toThrow(
    new UsageError('Cannot set "dataSeed" of "mnist": there is no such key, needs none'),
  );
});

test("loadDataset() knows no other names", async () => {
  await expect(loadDataset("mnst")).rejects.toThrow('did you mean "mnist"');
});

test("loadDataset() says of images that were stored as JPEG that they are only nearly those published", async () => {
  const { folder, listing } = await makePictureFolder(2);
  const to = join(root, "packed", "cifar-10-jpeg-4.safetensors");
  const settings = { size: 4, fit: "crop", channels: 3, name: "cifar-10-jpeg-4" } as const;
  await packImages({ ...settings, folder, listing, title: basename(folder) }, { to, workers: 1 });
  const asPng = await loadDataset("cifar-10-jpeg-4", {}, [root]);
  expect([asPng.title, asPng.note]).toEqual([
    basename(folder),
    `Images of "${basename(folder)}", scaled and cut to 4 × 4 pixels`,
  ]);

  const asJpeg = await jpegsOf({ folder, listing });
  const pack = (title: string) =>
    packImages({ ...settings, ...asJpeg, title }, { to, workers: 1, replace: true });
  await pack(basename(folder));
  const copy = await loadDataset("cifar-10-jpeg-4", {}, [root]);
  expect([copy.title, copy.note]).toEqual([
    "CIFAR-10 (JPEG)",
    `Images of "${basename(folder)}", scaled and cut to 4 × 4 pixels; they were stored as JPEG, so their pixels are only nearly those of CIFAR-10`,
  ]);
  await pack("Small photographs");
  expect((await loadDataset("cifar-10-jpeg-4", {}, [root])).title).toBe("Small photographs");
});

/** The same pictures as JPEG files in the same folder. */
async function jpegsOf({ folder, listing }: PictureFolder): Promise<PictureFolder> {
  const changed = async (image: ListedImage) => {
    const path = image.path.replace(/png$/, "jpg");
    writeInto(folder, path, await sharp(join(folder, image.path)).jpeg().toBuffer());
    return { ...image, path };
  };
  const { train, test } = listing.splits;
  const splits = {
    train: await Promise.all(train.map(changed)),
    validation: [],
    test: await Promise.all(test.map(changed)),
  };
  return { folder, listing: { ...listing, splits } };
}
