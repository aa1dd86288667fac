import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { jsonOf, learnscope, makeFolder, readJson } from "../e2e/learnscope.ts";
import { folderWith } from "../support/folderWith.ts";

const study = new URL("./secondEpoch.ts", import.meta.url).pathname;

test("a study in a file of one's own is shown, run, reported, resumed and verified", () => {
  const environment = { LEARNSCOPE_RUNS: makeFolder() };
  const shown = jsonOf(learnscope(["study", "show", study, "--json"], environment));
  expect([shown.id, shown.trainings]).toEqual(["second-epoch", 5]);

  const before = learnscope(["verify", study], environment);
  expect([before.exitCode, before.stderr]).toEqual([
    1,
    `Cannot find results of "second-epoch": "${environment.LEARNSCOPE_RUNS}/second-epoch" has none, needs \`learnscope study run ${study}\` first\n`,
  ]);

  const run = jsonOf(learnscope(["study", "run", study, "--json"], environment));
  expect(run.summary[0]).toMatch(/^Of 5 trainings, the second epoch gained \d+\.\d points\.$/);

  const report = jsonOf(learnscope(["study", "report", study, "--json"], environment));
  expect(report.claims).toEqual(run.claims);

  const status = join(run.folder, "status.json");
  writeFileSync(status, JSON.stringify({ ...readJson(status), state: "interrupted" }));
  const resumed = jsonOf(learnscope(["resume", run.folder, "--json"], environment));
  expect(resumed.claims).toEqual(run.claims);

  const verified = learnscope(["verify", study, "--json"], environment);
  expect(verified.exitCode).toBe(0);
  expect(jsonOf(verified).claims).toMatchObject([{ id: "gain", verdict: "upheld" }]);
});

test("a study in a file of one's own takes settings of a file, and typed ones before them", () => {
  const given = ["seeds=7", "trainCount=50", "--dry-run", "--json"];
  const plan = jsonOf(learnscope(["study", "run", study, ...given]));
  expect([plan.study, plan.trainCount, plan.cells]).toEqual(["second-epoch", 50, ["mlp-s7"]]);
});

const toldDigits = `
import { holdNetwork, numberSetOf, outputsOf } from "learnscope";
import study from ${JSON.stringify(study)};

export default {
  ...study,
  id: "told-digits",
  cells(settings) {
    const [first] = study.cells(settings);
    const options = { length: 1, classes: 10, hiddenSize: 4 };
    return [first, { ...first, id: "told", network: "label-lstm", options }];
  },
  async cellData({ id }, { dataset, backend, trained }) {
    if (id !== "told") return dataset;
    const { network, numbers } = await trained("mlp-s0");
    const states = holdNetwork(numbers, backend);
    const told = (set) => {
      const values = outputsOf(set, { network, backend, states });
      return numberSetOf({ values, labels: set.labels, shape: [1, 10] });
    };
    return { ...dataset, train: told(dataset.train), test: told(dataset.test) };
  },
};
`;

test("a study in a file of one's own trains networks on what others say", () => {
  const file = join(folderWith([], { "study.ts": toldDigits }), "study.ts");
  const words = ["study", "run", file, "seeds=0", "trainCount=100", "testCount=20", "--json"];
  const run = jsonOf(learnscope(words, { LEARNSCOPE_RUNS: makeFolder() }));
  expect(run.summary[0]).toMatch(/^Of 2 trainings, the second epoch gained -?\d+\.\d points\.$/);
});
