import { expect, test } from "vitest";
import {
  cifarSummary,
  madeUpLatent,
  madeUpLatentSettings,
} from "../../../test/support/madeUpLatent.ts";
import { renderReport } from "../../figures/report.ts";
import { reportLatent } from "./report.ts";
import type { LatentSettings } from "./settings.ts";

function reportOf(given: Partial<LatentSettings>) {
  const context = { settings: madeUpLatentSettings(given), dataset: cifarSummary };
  return reportLatent(madeUpLatent(given), context);
}

const frame = {
  kind: "study",
  title: "latent",
  question: "Into how many?",
  data: "made up",
  claims: [],
  configuration: {},
  provenance: {},
} as const;

test("reportLatent() is a page with every section, and a table for the terminal", async () => {
  const report = await reportOf({ seeds: [0, 1], epochs: 2, pictureCount: 12 });
  expect(report.sections.map(({ id }) => id)).toEqual([
    ...["method", "table", "training", "images", "time", "shares", "stages", "parts"],
    ...["classes", "pictures", "verdicts"],
  ]);
  const [first] = report.sections.flatMap(({ tables }) => tables);
  expect(first!.columns).toEqual(["layer", "No. 1", "No. 2", "No. 3", "No. 4"]);
  const page = renderReport({ ...frame, ...report });
  expect(page).toContain('id="pictures-tsne-view"');
  expect(page).toContain("script-src 'sha256-");
});

test("reportLatent() copes with one seed, and with nothing beyond the source's networks", async () => {
  const given = {
    seeds: [5],
    controls: "no",
    normalisation: "none",
    pictureCount: 0,
    epochs: 1,
  } as const;
  const report = await reportOf(given);
  expect(report.sections.map(({ id }) => id)).not.toContain("pictures");
  expect(renderReport({ ...frame, ...report })).not.toContain("script-src");
});
