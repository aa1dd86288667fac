import { expect, test } from "vitest";
import { madeUpSequence } from "../../../../test/support/madeUpSequence.ts";
import { namingFigure } from "./namingFigure.ts";

test("namingFigure() puts outputs in the order of their best naming", async () => {
  // Model-2 has for every digit the output of the next one.
  const { cnns } = madeUpSequence(
    { seeds: [1, 2] },
    { output: ({ model }, digit, unit) => Number(unit === (digit + model - 1) % 10) },
  );
  const { id, title, data, svg } = await namingFigure(cnns, "MNIST");
  expect(id).toBe("outputs-naming");
  expect(title).toBe(
    "Named as well as can be, the outputs of model-1's CNN1 tell 100% of the digits, those of model-2's 100% (seed 1)",
  );
  const columns = (panel: string) => data.filter((cell) => cell.panel === panel && cell.y === "0");
  expect(
    columns("model-1 CNN1")
      .map(({ x }) => x)
      .join(""),
  ).toBe("0123456789");
  expect(
    columns("model-2 CNN1")
      .map(({ x }) => x)
      .join(""),
  ).toBe("1234567890");
  expect(data.filter(({ value }) => value === 1)).toHaveLength(20);
  expect(svg).toContain("MNIST, seed 1");
});

test("namingFigure() is grey for digits that the test set has not", async () => {
  const { cnns } = madeUpSequence({ seeds: [0] });
  const fewer = cnns.map((cnn) => ({
    ...cnn,
    answers: cnn.answers.map((count, at) => (at < 10 ? 0 : count)),
  }));
  const { data } = await namingFigure(fewer, "MNIST");
  expect(data.filter(({ value }) => value === null)).toHaveLength(20);
});
