import { expect, test } from "vitest";
import { UsageError } from "../../core/errors.ts";
import { parseSweep } from "./sweepFile.ts";

const options = { path: "sweeps/widths.yaml", typed: {} };

test("parseSweep() gives every value, as it would be typed", () => {
  const file = {
    question: "Does width help?",
    base: { model: "mcnn", epochs: 3 },
    grid: { width: "1..4 times 2" },
    zip: [{ learningRate: [0.1, 0.2], momentum: [0, 0.9] }],
    repeat: 3,
  };
  expect(parseSweep(file, { ...options, typed: { epochs: "5", batchSize: "8" } })).toEqual({
    path: "sweeps/widths.yaml",
    name: "widths",
    question: "Does width help?",
    source: "",
    base: { model: "mcnn", epochs: "5", batchSize: "8" },
    grid: { width: ["1", "2", "4"] },
    zip: [{ learningRate: ["0.1", "0.2"], momentum: ["0", "0.9"] }],
    seeds: [0, 1, 2],
    claims: [],
  });
});

test("parseSweep() takes the name and the seeds of the file, and typed seeds before these", () => {
  const file = { name: "other", seeds: "2..4" };
  expect(parseSweep(file, options)).toMatchObject({ name: "other", seeds: [2, 3, 4] });
  expect(parseSweep({ seeds: [7, 9] }, options).seeds).toEqual([7, 9]);
  expect(parseSweep({}, options).seeds).toEqual([0]);
  expect(parseSweep({ repeat: 2 }, { ...options, typed: { seeds: "5" } }).seeds).toEqual([5]);
});

test.each([
  [
    { gird: {} },
    'there is no key "gird", needs "name", "question", "source", "base", "grid", "zip", "seeds", "repeat", "claims" or "command"; did you mean "grid"',
  ],
  [{ name: "../a" }, "name is not as it should be, needs lower-case letters, digits and hyphens"],
  [{ grid: ["width"] }, "grid is not as it should be, needs keys with a list or a range each"],
  [
    { zip: {} },
    "zip is not as it should be, needs a list of groups of keys with equally long lists",
  ],
  [{ repeat: 0 }, "repeat is not as it should be, needs a whole number from 1 to 10000"],
  [{ question: 1 }, "question is not as it should be, needs a text"],
  [
    { claims: [{ id: "a" }] },
    "claims.0.statement is not as it should be, needs claims with id, statement, where, metric such as test/accuracy, and expected",
  ],
  [{ seeds: 1, repeat: 2 }, "it has both seeds and repeat, needs one of them"],
  [
    { base: { epochs: 1 }, grid: { epochs: [1, 2] } },
    "epochs is both in base and in grid, needs one place",
  ],
  [
    { grid: { epochs: [1, 2] }, zip: [{ epochs: [1, 2] }] },
    "epochs is both in grid and in group 1 of zip, needs one place",
  ],
  [{ grid: { seeds: [1, 2] } }, "seeds is in grid, needs seeds or repeat beside grid"],
  [
    { base: { interval: "bootstrap" } },
    "interval is in base, needs interval=bootstrap behind the command",
  ],
  [{ base: { experiment: "a" } }, "experiment is in base, needs a name beside grid"],
  [{ base: { runs: "a" } }, "runs is in base, needs runs=<folder> behind the command"],
])("parseSweep() refuses %j", (file, reason) => {
  expect(() => parseSweep(file, options)).toThrow(
    new UsageError(`Cannot use "sweeps/widths.yaml": ${reason}`),
  );
});

test("parseSweep() refuses a file whose name cannot be a folder's", () => {
  expect(() => parseSweep({}, { ...options, path: "My Sweep.yaml" })).toThrow(
    new UsageError(
      'Cannot use "My Sweep.yaml": its sweep would be named "My Sweep", needs a key name of lower-case letters, digits and hyphens',
    ),
  );
});

test("parseSweep() refuses a typed key that the grid varies", () => {
  const typed = { epochs: "3" };
  expect(() => parseSweep({ grid: { epochs: [1, 2] } }, { ...options, typed })).toThrow(
    "epochs is both in base and in grid, needs one place",
  );
});
