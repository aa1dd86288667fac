import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../../tools/project.mjs";
import { makeFolder, program } from "../e2e/learnscope.ts";

const guides = join(projectRoot, "docs/guides");

/** The commands of a guide, in the order in which a reader types them. */
function commandsOf(guide: string): string {
  const text = readFileSync(join(guides, guide), "utf8");
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) => block).join("\n");
}

/** The files that a guide says to write: a comment with the name, and the text below it. */
function filesOf(guide: string): readonly (readonly [string, string])[] {
  const text = readFileSync(join(guides, guide), "utf8");
  const blocks = text.matchAll(/^<!-- file: (\S+) -->\n```\w+\n([\s\S]*?)^```$/gm);
  return [...blocks].map(([, name, contents]) => [name!, contents!]);
}

const withCommands = readdirSync(guides).filter((guide) => commandsOf(guide) !== "");

test("the guides have commands", () => {
  expect(withCommands.length).toBeGreaterThan(3);
});

test.each(withCommands)("the commands of docs/guides/%s work", { timeout: 120_000 }, (guide) => {
  const folder = makeFolder();
  const bin = join(folder, "bin");
  mkdirSync(bin);
  writeFileSync(
    join(bin, "learnscope"),
    `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`,
  );
  chmodSync(join(bin, "learnscope"), 0o755);
  for (const [name, contents] of filesOf(guide)) writeFileSync(join(folder, name), contents);
  const { LEARNSCOPE_DATA, LEARNSCOPE_RUNS, ...environment } = process.env;
  const done = spawnSync("bash", ["-e", "-o", "pipefail", "-c", commandsOf(guide)], {
    cwd: folder,
    encoding: "utf8",
    env: { ...environment, HOME: folder, OMP_NUM_THREADS: "1", PATH: `${bin}:${process.env.PATH}` },
  });
  expect(done.status, done.stderr).toBe(0);
});
