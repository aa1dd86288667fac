import { expect, test } from "vitest";
import { madeUpSequence } from "../../../../test/support/madeUpSequence.ts";
import { nullsSection } from "./nullsSection.ts";

const subtitle = "made up, 3 seeds";

/** The same filters in all CNNs of a model and a seed, or none alike. */
function alike(models: readonly number[]) {
  return madeUpSequence(
    {},
    {
      filter: ({ model, place, seed }, filter, _done, size) => {
        const number = models.includes(model) ? seed : 100 * place + 31 * model + seed;
        return Array.from({ length: size }, (_, at) =>
          Math.sin(99 * (1 + number + 5 * filter) * (1 + at) ** 2),
        );
      },
    },
  );
}

test("nullsSection() sets every comparison beside its nulls", async () => {
  const { id, figures, tables } = await nullsSection(madeUpSequence(), subtitle);
  expect(id).toBe("nulls");
  const [estimates, differences] = tables;
  expect(estimates!.columns.slice(2)).toEqual([
    "nearest distance",
    "matched distance",
    "matched scale-free distance",
    "matched cosine",
  ]);
  expect(estimates!.rows.map(([name, pairs]) => [name, pairs])).toContainEqual([
    "random, as long as model-2's",
    3,
  ]);
  // Four panels of eight groups.
  expect(figures.map(({ id, data }) => [id, data.length])).toEqual([["filters-nulls", 32]]);
  expect(differences!.rows).toHaveLength(6);
});

test("nullsSection() gives pairs of other seeds no interval", async () => {
  const { tables } = await nullsSection(madeUpSequence(), subtitle);
  const row = (name: string) => tables[0]!.rows.find((own) => own[0] === name)!;
  expect(row("model-1, other seeds")[3]).toMatch(/^[\d.]+$/);
  expect(row("within model-1")[3]).toMatch(/^[\d.]+ ± [\d.]+$/);
});

test("nullsSection() marks differences whose interval does not hold 0", async () => {
  const { tables } = await nullsSection(alike([1]), subtitle);
  const [within] = tables[1]!.rows;
  expect(within![0]).toBe("within model-1 less random directions");
  expect(within![2]).toMatch(/^−[\d.]+ ± [\d.]+ ✱$/);
});

test.each([
  [[1, 2], "Filters of two CNNs, within both models: directions more alike than chance"],
  [
    [1],
    "Filters of two CNNs: within model-1 directions more alike than chance, within model-2 directions ",
  ],
])("nullsSection() says in its title what is alike: %j", async (models, title) => {
  const { figures } = await nullsSection(alike(models), subtitle);
  expect(figures[0]!.title).toContain(title);
});

test("nullsSection() stands with one seed, and with filters that have no direction", async () => {
  const one = await nullsSection(madeUpSequence({ seeds: [0] }), subtitle);
  expect(one.tables[0]!.rows).toHaveLength(6);
  expect(one.figures[0]!.title).toBe(
    "Filters of two CNNs, within both models: whether directions are alike, one seed does not tell",
  );
  const none = madeUpSequence(
    {},
    { filter: (_cnn, _filter, _done, size) => new Array<number>(size).fill(0) },
  );
  const { tables } = await nullsSection(none, subtitle);
  expect(tables[0]!.rows[0]!.slice(2)).toEqual(["0.00 ± 0.00", "0.00 ± 0.00", "–", "–"]);
  expect(tables[1]!.rows[0]!.at(-1)).toBe("–");
});

test("nullsSection() stands with one filter of one weight", async () => {
  const results = madeUpSequence({ filters: 1, kernelSize: 1 });
  const { paragraphs, tables } = await nullsSection(results, subtitle);
  expect(paragraphs[1]).toContain(
    "of 1 filter of a CNN of model-1, 1.0 are the nearest of some filter",
  );
  expect(tables[0]!.rows[0]!.at(-1)).toBe("–");
});
