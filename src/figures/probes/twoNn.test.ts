import { expect, test } from "vitest";
import { twoNnFigures } from "./twoNn.ts";

const quantities = ["dimension", "linearised dimension", "dimension of halves"];
const rowsOf = (run: string) =>
  ["conv1", "logits"].flatMap((layer) =>
    [0, 4].flatMap((epoch) =>
      quantities.map((quantity, at) => ({
        run,
        seed: 0,
        epoch,
        quantity,
        layer,
        value: 5 + at + epoch,
        low: 4,
        high: 12,
      })),
    ),
  );
const options = { untrained: [], subtitle: "300 test images" };

test("twoNnFigures() sets the control below the layers, and shows the dimension over the epochs", async () => {
  const figures = await twoNnFigures(rowsOf("a"), options);
  expect(figures.map(({ id }) => id)).toEqual(["two-nn-depth", "two-nn-intrinsic-dimension"]);
  expect(figures[0]!.svg).toContain("clouds without a bend, of the same covariance");
  // Layers, epochs, and the two kinds of dimension.
  expect(figures[0]!.data).toHaveLength(8);
});

test("twoNnFigures() names the runs where there are several", async () => {
  const [depth] = await twoNnFigures([...rowsOf("a"), ...rowsOf("b")], options);
  expect(depth!.svg).toContain("b: the layers’ outputs");
});
