import { expect, test } from "vitest";
import { madeUpSequence } from "../../../../test/support/madeUpSequence.ts";
import { textsOf } from "../../../../test/support/svg.ts";
import { filtersSection } from "./filtersSection.ts";

const data = "MNIST";

test("filtersSection() draws the source's figures 4 and 5 of the first seed on one scale", async () => {
  const { figures } = await filtersSection(madeUpSequence({ seeds: [0, 1] }), { data });
  expect(figures.map(({ id }) => id)).toEqual(["filters-figure-4", "filters-figure-5"]);
  const [four, five] = figures.map(({ svg }) => textsOf(svg));
  expect(four).toContain("(c) model-2 CNN1 among model-2 CNN2");
  expect(five).toContain("(b) model-2 CNN1 among model-1 CNN1");
  expect(four).toContain("MNIST, seed 0; 4 filters of each network");
  // The ticks of the scale stand behind its name.
  const ticks = (texts: readonly string[]) => {
    const at = texts.findIndex((text) => text.startsWith("S_i"));
    return texts.slice(at, at + 6);
  };
  expect(ticks(four!)).toEqual(ticks(five!));
  expect(figures[0]!.data).toHaveLength(16);
});

test("filtersSection() tells the mean and the range of all eight over all seeds", async () => {
  // Filter i of CNN1 is (i, 0, 0…), and of CNN2 (10·i, 0, 0…): S_i is i, and 0, 7, 17, 27 back; model-2's are half as long.
  const results = madeUpSequence(
    {},
    {
      filter: ({ model, place }, filter, _done, size) =>
        Array.from({ length: size }, (_, at) =>
          at === 0 ? (filter * (place === 1 ? 1 : 10)) / model : 0,
        ),
    },
  );
  const { tables, paragraphs } = await filtersSection(results, { data });
  expect(tables[0]!.rows[0]).toEqual([
    "4 (a)",
    "model-1 CNN1 among model-1 CNN2",
    "1.50 ± 0.00",
    "0.00",
    "3.00",
  ]);
  expect(tables[0]!.rows[1]!.slice(2)).toEqual(["12.8 ± 0.0", "0.00", "27.00"]);
  expect(tables[0]!.rows).toHaveLength(8);
  expect(paragraphs[1]).toContain(
    "model-2's filters are nearer to each other (difference −3.6 ± 0.0)",
  );
});

test("filtersSection() says the opposite where it is so", async () => {
  const results = madeUpSequence(
    {},
    {
      filter: ({ model, place }, filter, _done, size) =>
        Array.from({ length: size }, (_, at) => model * (filter + place * at)),
    },
  );
  const { paragraphs } = await filtersSection(results, { data });
  expect(paragraphs[1]).toContain("model-2's filters are farther from each other (difference ");
  expect(paragraphs[2]).toMatch(/Of 24 filters of model-2, \d+% have a filter in model-1/);
});

test("filtersSection() stands where all filters are the same, and of one seed", async () => {
  const results = madeUpSequence(
    { seeds: [3] },
    { filter: (_cnn, _filter, _done, size) => new Array<number>(size).fill(0) },
  );
  const { paragraphs, figures } = await filtersSection(results, { data });
  expect(paragraphs[0]).toContain("One seed was trained, so that nothing has an interval.");
  expect(paragraphs[1]).toContain("one seed does not tell whether that is a difference");
  expect(figures[0]!.title).toBe(
    "The source's figure 4, of seed 3: within model-1 the nearest filter is 0.00 away on average, within model-2 0.00",
  );
});

test("filtersSection() takes other numbers and sizes of filters", async () => {
  const results = madeUpSequence({ seeds: [0], filters: 40, kernelSize: 5 });
  const { figures } = await filtersSection(results, { data });
  expect(figures[1]!.data).toHaveLength(160);
});

test("filtersSection() begins with a warning where model-2 has not learned", async () => {
  const results = madeUpSequence({}, { accuracy: (row) => (row === "model2" ? 0.05 : 0.9) });
  const { paragraphs } = await filtersSection(results, { data });
  expect(paragraphs[0]).toMatch(/^Model-2 has not learned the task \(/);
  expect(paragraphs[1]).toMatch(/^The source asks of each filter/);
});

test("filtersSection() numbers the source's figures as the source's, not as the report's", async () => {
  const { paragraphs } = await filtersSection(madeUpSequence(), { data });
  expect(paragraphs.join(" ")).not.toMatch(/(?<!source's |its )figures? [45]/i);
});
