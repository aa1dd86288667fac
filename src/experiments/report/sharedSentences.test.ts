import { expect, test } from "vitest";
import type { Figure } from "../../figures/figure.ts";
import { sharedSentences } from "./sharedSentences.ts";

function figuresOf(captions: readonly string[]): Figure[] {
  const parts = { title: "", svg: "", data: [], csv: "" };
  return captions.map((caption, at) => ({ ...parts, id: `f${at}`, caption }));
}

test("sharedSentences() takes out what stands in three captions or more", () => {
  const { figures, shared } = sharedSentences(
    figuresOf(["Mean. Bars are wide. End 1.5.", "Bars are wide. Grey.", "Bars are wide. Grey."]),
  );
  expect(shared).toEqual(["Bars are wide."]);
  expect(figures.map(({ caption }) => caption)).toEqual(["Mean. End 1.5.", "Grey.", "Grey."]);
});

test("sharedSentences() leaves captions as they are where nothing is said often", () => {
  const figures = figuresOf(["A. B.", "A. C.", "d. e."]);
  expect(sharedSentences(figures)).toEqual({ figures, shared: [] });
});
