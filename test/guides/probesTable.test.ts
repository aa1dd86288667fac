import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { probes } from "../../src/probes/index.ts";
import { projectRoot } from "../../tools/project.mjs";

/** The rows of the table of all probes: name, question, images, cadence, mark, interval, chance. */
const rows = readFileSync(join(projectRoot, "docs/probes.md"), "utf8")
  .split("\n")
  .filter((line) => /^\| `[a-z0-9+-]+` \|(.*\|){6}$/.test(line))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

test("docs/probes.md has every probe, with its images, its cadence, and whether untrained networks are asked", () => {
  const written = rows.map(([name, , ...cells]) => [name!.slice(1, -1), ...cells.slice(0, 3)]);
  const real = Object.values(probes).map(({ id, images, cadence, untrained }) => [
    id,
    images ? `${images.count} ${images.part}` : "weights",
    cadence,
    untrained ? "○" : "",
  ]);
  expect(written).toEqual(real);
});
