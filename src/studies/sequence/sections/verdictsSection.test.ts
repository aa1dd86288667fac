import { expect, test } from "vitest";
import {
  likeSource,
  madeUpSequence,
  type SequenceBehaviour,
  unlikeSource,
} from "../../../../test/support/madeUpSequence.ts";
import { mnistSummary } from "../../../../test/support/madeUpTranslation.ts";
import type { SequenceSettings } from "../settings.ts";
import { verdictsSection } from "./verdictsSection.ts";

const sectionOn = (
  behaviour: Partial<SequenceBehaviour>,
  given: Parameters<typeof madeUpSequence>[0] = {},
  dataset = mnistSummary,
) => verdictsSection(madeUpSequence({ experiments: "no", ...given }, behaviour), dataset);

test("verdictsSection() has a row for each claim, with verdict and effect size", () => {
  const { id, tables, paragraphs } = sectionOn(likeSource);
  expect(id).toBe("verdicts");
  const [{ columns, rows, caption }] = tables as [(typeof tables)[0]];
  expect(caption).toBe(
    "Verdicts on the source's conclusions, with effect sizes over 3 seeds (±: 95% CI, Student t)",
  );
  expect(columns).toEqual(["conclusion", "verdict", "evidence", "effect size", "needed", "claim"]);
  expect(rows.map(([, verdict]) => verdict)).toEqual([
    "upheld",
    "",
    "upheld",
    "",
    "",
    "",
    "upheld",
    "",
  ]);
  expect(rows.at(-1)).toEqual([
    "",
    "",
    "way of that readout from untrained (0) to trained alone (1)",
    "0.132 ± 0.000",
    "below 0.5",
    "agrees",
  ]);
  expect(rows[0]![0]).toBe("1. That learning has no unique result");
  expect(paragraphs[1]).toMatch(
    /^1\. Equally accurate CNNs .+ no unique result \(the source's section 4, figure 4 a, b\): upheld\. The /,
  );
  expect(paragraphs[3]).toMatch(
    /^3\. .+ for the LSTM instead \(the source's section 4\): upheld\. A linear /,
  );
});

test("verdictsSection() says the opposite where that is so", () => {
  const { paragraphs, tables } = sectionOn(unlikeSource);
  for (const text of paragraphs.slice(1)) expect(text).toMatch(/^\d\. .+\): not upheld\. /);
  expect(new Set(tables[0]!.rows.map((row) => row.at(-1)))).toEqual(new Set(["differs"]));
});

test("verdictsSection() says what other data decide", () => {
  const words = "All of these are comparisons, which decide on other data than the source's, too.";
  const other = sectionOn(likeSource, {}, { ...mnistSummary, sha256: "another" });
  expect(other.paragraphs[0]).toContain(words);
  expect(other.paragraphs[1]).toMatch(/^1\. .+\): upheld\. /);
  expect(sectionOn(likeSource).paragraphs[0]).not.toContain(words);
});

const noDirection: SequenceBehaviour["filter"] = (_cnn, _at, _done, size) =>
  new Array(size).fill(0);

const degenerate: [string, Partial<SequenceBehaviour>, Partial<SequenceSettings>][] = [
  ["one seed", {}, { seeds: [3] }],
  ["networks that have learned nothing", { accuracy: () => 0.05 }, {}],
  ["accuracies that are no numbers", { accuracy: () => Number.NaN }, {}],
  ["readouts that are no numbers", { readout: () => Number.NaN }, {}],
  ["filters of weight 0", { filter: noDirection }, {}],
  ["outputs that are all the same", { output: () => 1 }, {}],
  ["one filter of another size", {}, { filters: 1, kernelSize: 5 }],
];

test.each(degenerate)("verdictsSection() works with %s", (_, behaviour, given) => {
  const { paragraphs, tables } = sectionOn(behaviour, given);
  expect(paragraphs).toHaveLength(4);
  expect(JSON.stringify([paragraphs, tables])).not.toMatch(/NaN|undefined|null|Infinity/);
});
