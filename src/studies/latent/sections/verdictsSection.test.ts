import { expect, test } from "vitest";
import { likeSource } from "../../../../test/support/latentBehaviours.ts";
import { cifarSummary, madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { verdictsOf } from "../verdicts.ts";
import { verdictsSection } from "./verdictsSection.ts";

test("verdictsSection() has every conclusion in words, and a row for each claim", () => {
  const results = madeUpLatent({ pictureCount: 0 }, likeSource);
  const conclusions = verdictsOf(results, cifarSummary);
  const { id, paragraphs, tables } = verdictsSection(results, cifarSummary, 3);
  expect(id).toBe("verdicts");
  expect(paragraphs).toHaveLength(1 + conclusions.length);
  expect(paragraphs[1]).toMatch(/^1\. In the first layers, .+: upheld\. /);
  expect(tables[0]!.rows).toHaveLength(conclusions.flatMap(({ claims }) => claims).length);
  expect(tables[0]!.caption).toContain("over 3 seeds");
});
