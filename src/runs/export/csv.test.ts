import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import type { Metrics } from "../runFolder.ts";
import { writeCsv } from "./csv.ts";

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), "learnscope-")), "tables/metrics.csv");
});

function runOf(label: string, lines: readonly Metrics[], seed?: number) {
  const own = seed === undefined ? {} : { seed };
  const started = new Date(0);
  return { label, name: "mlp", hash: "0a1b2c", ...own, started, history: async () => lines };
}

test("writeCsv() gives every epoch of every run a row, and every metric of any run a column", async () => {
  const first = [
    { epoch: 0, "test/accuracy": 0.1 },
    { epoch: 1, "train/loss": Number.NaN, "test/accuracy": 0.25 },
  ];
  const second = [
    { epoch: 0, "test/accuracy": 0.1 + 0.2, 'odd "name", long': Infinity, "train/loss": -Infinity },
  ];
  await writeCsv(path, [runOf("pilot/a", first, 3), runOf('b, "c"', second)]);
  expect(readFileSync(path, "utf8")).toBe(
    [
      'run,name,hash,seed,epoch,"odd ""name"", long",test/accuracy,train/loss',
      "pilot/a,mlp,0a1b2c,3,0,,0.1,",
      "pilot/a,mlp,0a1b2c,3,1,,0.25,NaN",
      '"b, ""c""",mlp,0a1b2c,,0,Infinity,0.30000000000000004,-Infinity',
      "",
    ].join("\n"),
  );
  expect(readdirSync(join(path, ".."))).toEqual(["metrics.csv"]);
});

test("writeCsv() does not depend on the order of metrics, and leaves new ones of runs that go on out", async () => {
  const lines: Metrics[] = [{ epoch: 0, b: 1, a: 2 }];
  let reads = 0;
  const history = async () => (reads++ === 0 ? lines : [...lines, { epoch: 1, a: 3, c: 4 }]);
  await writeCsv(path, [{ ...runOf("a", lines, 0), history }]);
  expect(readFileSync(path, "utf8")).toBe(
    "run,name,hash,seed,epoch,a,b\na,mlp,0a1b2c,0,0,2,1\na,mlp,0a1b2c,0,1,3,\n",
  );
});

test("writeCsv() writes a header alone where nothing was logged", async () => {
  await writeCsv(path, [runOf("a", [], 0)]);
  expect(readFileSync(path, "utf8")).toBe("run,name,hash,seed,epoch\n");
});
