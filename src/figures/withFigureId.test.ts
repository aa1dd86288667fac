import { expect, test } from "vitest";
import { figureOf } from "./figure.ts";
import { withFigureId } from "./withFigureId.ts";

test("withFigureId() gives the figure that would have been drawn under the id, words untouched", () => {
  const draw = (id: string) =>
    figureOf(
      { id, title: "mean over epochs", caption: "The mean." },
      { width: 10, height: 10, body: "<text>mean</text>" },
      [{ mean: 1 }],
    );
  expect(withFigureId(draw("mean"), "mean-2")).toEqual(draw("mean-2"));
});
