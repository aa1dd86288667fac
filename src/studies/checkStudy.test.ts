import { expect, test } from "vitest";
import { estimateOf } from "../core/statistics.ts";
import { checkStudy } from "./checkStudy.ts";
import { checkClaims } from "./claim.ts";
import { mnistSha256 } from "./isMnist.ts";
import type { DatasetSummary } from "./study.ts";
import type { analyseTranslation } from "./translation/results.ts";
import { translation } from "./translation/translation.ts";

const mnist: DatasetSummary = {
  name: "mnist",
  title: "MNIST",
  generated: false,
  note: "",
  classes: ["0", "1"],
  trainCount: 60_000,
  testCount: 10_000,
  sha256: mnistSha256,
};

const nothing = { shifts: [], mode: "zero", rows: [], examples: [] } satisfies ReturnType<
  typeof analyseTranslation
>;

test("checkStudy() says of other data than the source's what they were", () => {
  const [all] = checkStudy(translation, nothing, mnist);
  const [part] = checkStudy(translation, nothing, { ...mnist, trainCount: 500, sha256: "another" });
  expect(all!.caveat).toBe("");
  expect(part!.caveat).toBe(
    "Measured on MNIST, 500 training and 10000 test images: not the source's data.",
  );
});

test("checkClaims() lets other data decide comparisons, but not the source's numbers", () => {
  const claim = {
    id: "a",
    statement: "It is so",
    where: "here",
    quantity: "share",
    measure: () => estimateOf([0.1, 0.11]),
    caveat: "Mind.",
  } as const;
  const near = { ...claim, expected: { kind: "near", value: 0.9, tolerance: 0.05 } } as const;
  const below = { ...claim, expected: { kind: "below", value: 0.5 } } as const;
  const verdicts = (otherData: string) =>
    checkClaims([near, below], {}, otherData).map(({ verdict }) => verdict);
  expect(verdicts("")).toEqual(["missed", "upheld"]);
  expect(verdicts("Other data.")).toEqual(["undecided", "upheld"]);
  expect(checkClaims([near], {}, "Other data.")[0]!.caveat).toBe("Other data. Mind.");
});
