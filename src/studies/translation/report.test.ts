import { expect, test } from "vitest";
import {
  type Behaviour,
  madeUpCells,
  madeUpSettings,
  mnistSummary,
} from "../../../test/support/madeUpTranslation.ts";
import { parseSvg } from "../../../test/support/svg.ts";
import { renderReport } from "../../figures/report.ts";
import type { DatasetSummary, StudyReport } from "../study.ts";
import { reportTranslation } from "./report.ts";
import { analyseTranslation } from "./results.ts";
import type { TranslationSettings } from "./settings.ts";

/** The report on made-up networks, and the page that is made of it. */
async function reportOn(
  given: Partial<TranslationSettings>,
  behaviour: Partial<Behaviour> = {},
  dataset: DatasetSummary = mnistSummary,
) {
  const settings = madeUpSettings(given);
  const context = { settings, dataset };
  // As it is read again from the file of results.
  const stored = JSON.stringify(analyseTranslation(madeUpCells(settings, behaviour), context));
  const report = await reportTranslation(JSON.parse(stored), context);
  const frame = {
    kind: "study" as const,
    title: "t",
    question: "q",
    source: "s",
    data: "d",
    claims: [],
  };
  return { report, html: renderReport({ ...frame, ...report, configuration: {}, provenance: {} }) };
}

const sectionsOf = ({ sections }: StudyReport) => sections.map(({ id }) => id);
const figuresOf = ({ sections }: StudyReport) => sections.flatMap(({ figures }) => figures);

test.each([
  ["one seed", { seeds: [4] }, "MNIST, 1 seed"],
  ["three seeds", { seeds: [0, 1, 2] }, "MNIST, 3 seeds"],
])("reportTranslation() has every section with %s", async (_, given, subtitle) => {
  const { report, html } = await reportOn(given);
  expect(sectionsOf(report)).toEqual(
    expect.arrayContaining(["table", "shifts", "layers", "biased", "beyond", "training"]),
  );
  const ids = figuresOf(report).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(
    expect.arrayContaining(["shift-heatmap", "shift-curves", "answer-shares", "layer-errors"]),
  );
  // The source's figures 1 to 4.
  expect(ids.filter((id) => id.startsWith("shifted-digits-"))).toHaveLength(4);
  expect(html).toContain(subtitle);
  for (const { svg, data } of figuresOf(report)) {
    expect(parseSvg(svg).documentElement.tagName).toBe("svg");
    expect(data.length).toBeGreaterThan(0);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  }
  expect(report.summary.join(" ")).not.toMatch(/NaN|undefined/);
  expect(html).not.toMatch(/>[^<]*(NaN|undefined)/);
});

test("reportTranslation() sets the counts of table 1 beside the source's", async () => {
  const accuracy: Behaviour["accuracy"] = (_, { dx }, label) => (dx === 0 && label < 6 ? 1 : 0);
  const { report } = await reportOn({ seeds: [0, 1], beyond: "no" }, { accuracy });
  const [table] = report.sections[0]!.tables;
  // 60 of 100 as they are; moved, the 5 of 55 shifts with dx = 0 count as much.
  expect(table!.rows[0]).toEqual([
    "LeNet-5",
    "60",
    "40",
    "60.0% ± 0.0%",
    "97%",
    "300",
    "5,200",
    "5.5% ± 0.0%",
    "60%",
  ]);
  expect(table!.rows).toHaveLength(4);
});

test("reportTranslation() leaves out what was not asked", async () => {
  const { report } = await reportOn({ seeds: [0], beyond: "no", layerCount: 0 });
  expect(sectionsOf(report)).toEqual(["table", "shifts", "biased", "training"]);
  const withLayers = await reportOn({ seeds: [0], beyond: "no" });
  expect(sectionsOf(withLayers.report)).toContain("layers");
});

test.each([
  [{ shift: 1, shiftDown: 0 }, "dx from -1 to 1, dy from 0 to 0 pixels."],
  [{ shift: 10, shiftDown: 3 }, "dx from -10 to 10, dy from -3 to 3 pixels."],
])("reportTranslation() works with %j", async (reach, words) => {
  const { report } = await reportOn({ seeds: [0, 1], beyond: "no", ...reach });
  expect(report.notes).toContain(`Shifts: zeros enter at the edges, as in the source; ${words}`);
  for (const { svg } of figuresOf(report)) expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});

test("reportTranslation() says what the images were moved into", async () => {
  const { report } = await reportOn({ seeds: [0], beyond: "no", mode: "circular", shift: 1 });
  expect(report.notes.join(" ")).toContain("Shifts: circular, unlike the source; ");
});

test("reportTranslation() says whose data were used", async () => {
  const { report } = await reportOn({ seeds: [0], beyond: "no", shift: 1 });
  expect(report.notes).toContain(
    "Data: MNIST, all 60,000 training and 10,000 test images, as in the source.",
  );
  const drawn: DatasetSummary = {
    ...mnistSummary,
    name: "generated-digits",
    title: "generated digits",
    generated: true,
    note: "The program drew them.",
    sha256: "another",
    trainCount: 200,
    testCount: 100,
  };
  const other = await reportOn({ seeds: [0], beyond: "no", shift: 1 }, {}, drawn);
  expect(other.report.notes[0]).toBe(
    "Data: generated digits, 200 training and 100 test images; the source used 60,000 and 10,000 images of MNIST. The program drew them.",
  );
  for (const { svg } of figuresOf(other.report)) expect(svg).toContain("generated digits");
});

test.each([
  [{}, "the one of the pilot in docs/studies/translation.md"],
  [{ learningRate: 0.2 }, "chosen for this run and not the one that the pilot"],
  [{ trainCount: 20_000 }, "chosen for this run and not the one that the pilot"],
])("reportTranslation() tells the pilot's recipe from others: %j", async (given, words) => {
  const { report } = await reportOn({ seeds: [0], beyond: "no", shift: 1, ...given });
  expect(report.notes.join(" ")).toContain(words);
});

test("reportTranslation() works where no layer can be compared", async () => {
  const { report } = await reportOn({ seeds: [0], beyond: "no" }, { error: () => null });
  expect(sectionsOf(report)).toEqual(["table", "shifts", "biased", "training"]);
  const onlyMlp = await reportOn(
    { seeds: [0], beyond: "no" },
    { error: ({ network }) => (network === "mlp" ? 0.5 : null) },
  );
  expect(sectionsOf(onlyMlp.report)).toContain("layers");
});
