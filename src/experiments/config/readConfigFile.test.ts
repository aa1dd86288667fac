import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith } from "../../../test/support/folderWith.ts";
import { UsageError } from "../../core/errors.ts";
import { readConfigFile } from "./readConfigFile.ts";

/** Reads one of some files. */
function read(files: Readonly<Record<string, string>>, name = Object.keys(files)[0]!) {
  const folder = folderWith([], files);
  return { folder, keys: readConfigFile(join(folder, name)) };
}

describe("readConfigFile()", () => {
  test.each([
    ["run.yaml", "schema: 1\nepochs: 3\nseeds: [0, 1]\n"],
    ["run.yml", "epochs: 3\nseeds: [0, 1]\n"],
    ["run.json", '{"$schema": "train.schema.json", "epochs": 3, "seeds": [0, 1]}'],
    ["run.ts", "export default { epochs: 3 as number, seeds: [0, 1] };"],
    ["run.mts", "export default { epochs: 3 as number, seeds: [0, 1] };"],
    ["run.js", "export default { epochs: 3, seeds: [0, 1] };"],
    ["run.mjs", "export default { epochs: 3, seeds: [0, 1] };"],
  ])("reads %s", async (name, text) => {
    expect(await read({ [name]: text }).keys).toEqual({ epochs: 3, seeds: [0, 1] });
  });

  test("takes the keys of files that a file extends, its own and later ones first", async () => {
    const { keys } = read({
      "run.yaml": "extends: [base/first.yaml, second.json]\nepochs: 9\n",
      "base/first.yaml": "extends: ground.ts\nmodel: mlp\nlearningRate: 0.1\n",
      "base/ground.ts": "export default { momentum: 0.9, model: 'lenet5', epochs: 1 };",
      "second.json": '{"learningRate": 0.2, "seed": 4}',
    });
    expect(await keys).toEqual({
      model: "mlp",
      momentum: 0.9,
      learningRate: 0.2,
      seeds: 4,
      epochs: 9,
    });
  });

  test("lets seed win over the seeds of a file that is extended", async () => {
    const { keys } = read({ "a.yaml": "extends: b.yaml\nseed: 3\n", "b.yaml": "seeds: [0, 1]\n" });
    expect(await keys).toEqual({ seeds: 3 });
  });

  test("takes a file twice that two others extend", async () => {
    const { keys } = read({
      "a.yaml": "extends: [b.yaml, c.yaml]\n",
      "b.yaml": "extends: d.yaml\n",
      "c.yaml": "extends: d.yaml\n",
      "d.yaml": "epochs: 3\n",
    });
    expect(await keys).toEqual({ epochs: 3 });
  });

  test.each([
    [
      { "a.yaml": "extends: b.yaml", "b.yaml": "extends: ./c.yaml", "c.yaml": "extends: b.yaml" },
      'Cannot read "FOLDER/a.yaml": a file extends itself, "FOLDER/b.yaml" -> "FOLDER/c.yaml" -> "FOLDER/b.yaml", needs an end',
    ],
    [
      { "a.yaml": "extends: a.yaml" },
      'Cannot read "FOLDER/a.yaml": a file extends itself, "FOLDER/a.yaml" -> "FOLDER/a.yaml", needs an end',
    ],
    [
      { "a.yaml": "extends: 3" },
      'Cannot read "FOLDER/a.yaml": extends is 3, needs a path or a list of paths',
    ],
    [
      { "a.yaml": "extends: [b.yaml, 3]", "b.yaml": "epochs: 1" },
      'Cannot read "FOLDER/a.yaml": extends is 3, needs a path or a list of paths',
    ],
    [
      { "a.yaml": "extends: b.toml" },
      'Cannot read "FOLDER/b.toml": its kind is not known, needs a file that ends in .yaml, .yml, .json, .ts, .mts, .js or .mjs',
    ],
    [
      { "a.yaml": "extends: b.yaml" },
      'Cannot read "FOLDER/b.yaml": it does not exist, needs a file of settings',
    ],
    [{ "a.yaml": "schema: 2" }, 'Cannot read "FOLDER/a.yaml": its schema is 2, needs 1'],
    [{ "a.yaml": 'schema: "1"' }, 'Cannot read "FOLDER/a.yaml": its schema is "1", needs 1'],
    [
      { "a.yaml": "seed: 1\nseeds: 2" },
      'Cannot read "FOLDER/a.yaml": seeds is given twice, as seed too, needs one value',
    ],
    [
      { "a.js": "export default [];" },
      'Cannot use "FOLDER/a.js": it holds a list, needs keys with values',
    ],
  ])("refuses %j", async (files: Readonly<Record<string, string>>, message) => {
    const { folder, keys } = read(files);
    await expect(keys).rejects.toThrow(new UsageError(message.replaceAll("FOLDER", folder)));
  });
});
