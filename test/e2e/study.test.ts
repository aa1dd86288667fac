import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { mnistSha256 } from "../../src/studies/isMnist.ts";
import { leftoversOf, printsOf } from "./killedRun.ts";
import {
  jsonOf,
  lastCheckpoint,
  learnscope,
  makeFolder,
  readJson,
  startLearnscope,
} from "./learnscope.ts";
import { figuresIn } from "./writtenStudy.ts";

const tiny = ["trainCount=200", "testCount=60", "epochs=1", "beyond=no", "layerCount=10"];
const studyRun = ["study", "run", "translation", "data=generated-digits", ...tiny];

let environment: { readonly LEARNSCOPE_RUNS: string };
let written: { folder: string; report: string; claims: { id: string }[]; table: { rows: [] } };

beforeAll(() => {
  environment = { LEARNSCOPE_RUNS: makeFolder() };
  written = jsonOf(learnscope([...studyRun, "seeds=0..2", "--json"], environment));
});

/** What the tests change of results.json. */
interface Stored {
  dataset: object;
  readonly results: {
    readonly rows: {
      readonly row: string;
      plain: object;
      shifted: object;
      readonly answers: { answer: number; label: number; dx: number; share: object }[];
    }[];
  };
}

/** Lets a test look at other results, and puts the stored ones back. */
function withResults(change: (stored: Stored) => Stored, look: () => void): void {
  const path = join(written.folder, "results.json");
  const stored = readFileSync(path, "utf8");
  try {
    writeFileSync(path, JSON.stringify(change(JSON.parse(stored))));
    look();
  } finally {
    writeFileSync(path, stored);
  }
}

/** As if all of MNIST had been used. */
function onSourceData(stored: Stored): Stored {
  const mnist = { name: "mnist", title: "MNIST", generated: false };
  const counts = { trainCount: 60_000, testCount: 10_000, sha256: mnistSha256 };
  return { ...stored, dataset: { ...stored.dataset, ...mnist, ...counts } };
}

test("study run writes trainings, results, figures and a report that says generated digits", () => {
  const { folder, report } = written;
  const cells = readdirSync(join(folder, "cells"));
  expect(cells).toHaveLength(15);
  expect(cells).toContain("lenet5-s1");
  expect(readJson(folder, "status.json").state).toBe("done");
  expect(readJson(folder, "results.json").dataset.title).toBe("generated digits");
  expect(figuresIn(folder)).toContain("shift-heatmap");
  const html = readFileSync(report, "utf8");
  expect(html).toContain("generated digits");
  expect(html).toContain("Are convolution and pooling robust to translation?");
  expect(written.table.rows).toHaveLength(4);
});

test("study run shows its table and where the report is", () => {
  const { exitCode, stdout, stderr } = learnscope([...studyRun, "seeds=5"], {
    LEARNSCOPE_RUNS: makeFolder(),
  });
  expect(exitCode).toBe(0);
  expect(stdout).toContain("Data: generated digits, 200 training and 60 test images");
  expect(stdout).toMatch(/^LeNet-5 +\d+ +\d+ +\d+\.\d%/m);
  expect(stdout).toMatch(/^Report: .+\/report\.html$/m);
  expect(stderr).toContain("[1/5] lenet5-s5  epoch 1/1  loss ");
  expect(stderr).toContain("[5/5] biased-s5  measuring\n");
});

test("study report writes the same report and figures again", () => {
  const { folder, report } = written;
  const figure = join(folder, "figures/shift-heatmap.svg");
  const [html, svg] = [report, figure].map((path) => readFileSync(path, "utf8"));
  rmSync(report);
  rmSync(join(folder, "figures"), { recursive: true });
  expect(learnscope(["study", "report", "translation"], environment).exitCode).toBe(0);
  expect(readFileSync(report, "utf8")).toBe(html);
  expect(readFileSync(figure, "utf8")).toBe(svg);
});

test("verify sets claims beside measurements, and lets other data decide none of the source's numbers", () => {
  const { stdout } = learnscope(["verify", "translation"], environment);
  expect(stdout).toMatch(/LeNet-5 recognises 97% .+97% ± 5 points.+ ± .+ 3 +2 +undecided/);
  expect(stdout).toContain("Measured on generated digits, 200 training and 60 test images: not");
  expect(stdout).toContain("n: seeds, and how many a claim needs; ±: 95% CI, Student t\n");
  expect(stdout).toMatch(/\d+ of \d+ claims upheld, \d+ missed, \d+ undecided; from /);
  const json = jsonOf(learnscope(["verify", "translation", "--json"], environment));
  expect(json.folder).toBe(written.folder);
  expect(json.claims.map(({ id }: { id: string }) => id)).toEqual(
    written.claims.map(({ id }) => id),
  );
});

test("verify exits with 3 when a claim about the source's data is missed", () => {
  withResults(onSourceData, () => {
    const { exitCode, stdout } = learnscope(["verify", "translation"], environment);
    expect(stdout).toMatch(/LeNet-5 recognises 97% .+97% ± 5 points.+ ± .+ 3 +2 +missed/);
    expect(exitCode).toBe(3);
  });
});

test("verify exits with 0 when every claim is upheld", () => {
  withResults(
    (stored) => withPaperNumbers(onSourceData(stored)),
    () => {
      const { exitCode, stdout } = learnscope(["verify", "translation"], environment);
      expect(stdout).toMatch(/14 of 14 claims upheld, 0 missed, 0 undecided/);
      expect(exitCode).toBe(0);
    },
  );
});

test("verify and study report ask for a run where there is none", () => {
  const runs = makeFolder();
  for (const words of [["verify"], ["study", "report"]]) {
    const { exitCode, stderr } = learnscope([...words, "translation", `runs=${runs}`]);
    expect([exitCode, stderr]).toEqual([
      1,
      `Cannot find results of "translation": "${runs}/translation" has none, needs \`learnscope study run translation\` first\n`,
    ]);
  }
});

test("verify and study report refuse results that lack a row", () => {
  const withoutRows = (stored: Stored): Stored => ({ ...stored, results: { rows: [] } });
  withResults(withoutRows, () => {
    for (const words of [["verify"], ["study", "report"]]) {
      const { exitCode, stderr } = learnscope([...words, "translation"], environment);
      expect([exitCode, stderr]).toEqual([
        1,
        `Cannot read "${join(written.folder, "results.json")}": "results.shifts" is not as written, needs an unaltered file\n`,
      ]);
    }
  });
});

test("verify refuses results that were damaged", () => {
  const path = join(written.folder, "results.json");
  const stored = readFileSync(path, "utf8");
  try {
    writeFileSync(path, stored.slice(0, 1000));
    const { exitCode, stderr } = learnscope(["verify", "translation"], environment);
    expect([exitCode, stderr]).toEqual([
      1,
      `Cannot read "${path}": it is not JSON, needs an unaltered file\n`,
    ]);
  } finally {
    writeFileSync(path, stored);
  }
});

test("a study that was killed goes on to the same results, without training again what is done", {
  timeout: 120_000,
}, async () => {
  const runs = makeFolder();
  const running = startLearnscope([...studyRun, "seeds=0..2", `runs=${runs}`]);
  running.stderr!.on("data", (chunk) => {
    if (String(chunk).includes("[4/15]")) running.kill("SIGKILL");
  });
  await new Promise((resolve) => running.on("close", resolve));
  const folder = join(runs, "translation", readdirSync(join(runs, "translation"))[0]!);
  const done = learnscope(["resume", folder]);
  expect([done.exitCode, done.stderr]).toEqual([0, expect.not.stringContaining("[1/15]")]);
  const resultsIn = (path: string) => readJson(path, "results.json").results;
  expect(resultsIn(folder)).toEqual(resultsIn(written.folder));
  for (const cell of readdirSync(join(written.folder, "cells"))) {
    const [own, other] = [folder, written.folder].map((path) =>
      printsOf(join(path, "cells", cell)),
    );
    expect(own).toEqual(other);
  }
  expect(leftoversOf(folder)).toEqual([]);
});

test("the first Ctrl-C ends a study in good order, with exit code 130", async () => {
  const runs = makeFolder();
  const words = [...studyRun, "seeds=0", "epochs=1000", `runs=${runs}`].filter(
    (word) => word !== "epochs=1",
  );
  const running = startLearnscope(words);
  let said = "";
  running.stderr!.on("data", (chunk) => {
    if (said === "") running.kill("SIGINT");
    said += chunk;
  });
  const exitCode = await new Promise((resolve) => running.on("close", resolve));
  expect(exitCode).toBe(130);
  expect(said).toContain("Ending after this step; Ctrl-C again ends at once\n");
  expect(said).toMatch(/`learnscope resume .+` goes on\nInterrupted\n$/);
  const folder = join(runs, "translation", readdirSync(join(runs, "translation"))[0]!);
  expect(readJson(folder, "status.json").state).toBe("interrupted");
  expect(readJson(folder, "cells/lenet5-s0/status.json").state).toBe("interrupted");
  expect(existsSync(lastCheckpoint(join(folder, "cells/lenet5-s0")))).toBe(true);
  expect(existsSync(join(folder, "report.html"))).toBe(false);
});

/** Results in which every number is the paper's. */
function withPaperNumbers(stored: Stored): Stored {
  const paper: Record<string, readonly [number, number]> = {
    lenet5: [0.97, 0.6],
    mlp: [0.93, 0.41],
    "lenet5-full": [0.96, 0.49],
    "pooled-mlp": [0.87, 0.41],
  };
  const always = (value: number) => ({
    mean: value,
    low: value,
    high: value,
    n: 3,
    values: [value, value, value],
  });
  for (const row of stored.results.rows) {
    const [plain, shifted] = paper[row.row] ?? [0.97, 0.6];
    row.plain = always(plain);
    row.shifted = always(shifted);
    for (const answer of row.answers) {
      answer.share = always(answer.answer === answer.label && answer.dx === 0 ? 0.1 : 0.9);
    }
  }
  return stored;
}
