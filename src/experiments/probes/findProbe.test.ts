import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findProbe } from "./findProbe.ts";

function fileWith(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), "learnscope-")), "mine.ts");
  writeFileSync(file, text);
  return file;
}

const mine = `import { defineProbe } from "learnscope";
export default defineProbe({ id: "mine", title: "Mine", question: "?", measure: () => ({ readings: [] }) });`;

test("findProbe() finds probes by name", async () => {
  const { probe, version, file } = await findProbe("activations");
  expect([probe.id, version, file]).toEqual(["activations", String(probe.version), undefined]);
});

test("findProbe() names the probes there are", async () => {
  await expect(findProbe("activation")).rejects.toThrow(
    'Cannot find the probe "activation": there is none of that name, needs ',
  );
});

test("findProbe() runs a file, whose version changes with its text", async () => {
  const file = fileWith(mine);
  const first = await findProbe(file);
  expect(first.probe).toMatchObject({ id: "mine", cadence: "log2", untrained: false, caveats: [] });
  expect(first.file).toBe(file);
  expect(first.version).toMatch(/^1-[0-9a-f]{8}$/);
  expect((await findProbe(fileWith(mine))).version).toBe(first.version);
  expect((await findProbe(fileWith(`${mine}\n`))).version).not.toBe(first.version);
});

test.each([
  ["export default 7;", "its default export is no object"],
  ['export default { id: "mine", title: "Mine", question: "?" };', "measure is missing or wrong"],
  [mine.replace("question", "caveats: 'none', question"), "caveats is missing or wrong"],
  ['export default { id: "My probe", title: "Mine" };', "id is missing or wrong"],
])("findProbe() refuses a file with %s", async (text, what) => {
  const file = fileWith(text);
  await expect(findProbe(file)).rejects.toThrow(
    `Cannot use "${file}": ${what}, needs what \`defineProbe\` takes`,
  );
});

test("findProbe() refuses a file whose probe has the name of another", async () => {
  const file = fileWith(mine.replace('"mine"', '"activations"'));
  await expect(findProbe(file)).rejects.toThrow(
    `Cannot use "${file}": its id "activations" is that of a probe of learnscope, needs another`,
  );
});
