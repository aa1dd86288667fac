import { expect, test } from "vitest";
import { madeUpLatent } from "../../../test/support/madeUpLatent.ts";
import { latentResultsSchema } from "./resultsSchema.ts";

const small = { seeds: [0, 1], pictureCount: 5, epochs: 2, sampleCount: 1000 };
const written = JSON.stringify(madeUpLatent(small));

/** What a file holds, after a change. */
// biome-ignore lint/suspicious/noExplicitAny: damage may be of any kind
function stored(change: (file: any) => void = () => {}): unknown {
  const file = JSON.parse(written);
  change(file);
  return file;
}

test.each([
  small,
  { ...small, seeds: [3], controls: "no" },
  { ...small, pictureCount: 0, normalisation: "none" },
] as const)("latentResultsSchema reads what was written: %j", (given) => {
  const file = JSON.parse(JSON.stringify(madeUpLatent(given)));
  expect(latentResultsSchema.parse(file)).toEqual(madeUpLatent(given));
});

test("latentResultsSchema reads dead layers", () => {
  const dead = madeUpLatent(small, { count: ({ layer }) => (layer === "c6" ? null : 9) });
  expect(latentResultsSchema.parse(JSON.parse(JSON.stringify(dead)))).toEqual(dead);
});

test("latentResultsSchema reads NaN, which JSON holds as null", () => {
  const file = stored(({ networks }) => {
    networks[0].accuracy.mean = null;
    networks[0].history[1].accuracy = null;
  });
  const [first] = latentResultsSchema.parse(file).networks;
  expect(first!.accuracy.mean).toBeNaN();
  expect(first!.history[1]!.accuracy).toBeNaN();
  expect(first!.history[0]!.trainLoss).toBeNaN();
});

test.each<[string, Parameters<typeof stored>[0]]>([
  ["no networks", (file) => delete file.networks],
  ["a network of the table missing", (file) => file.networks.splice(2, 1)],
  ["networks in another order", (file) => file.networks.reverse()],
  ["an unknown group", (file) => Object.assign(file.networks[0], { group: "others" })],
  ["a layer too few", (file) => file.networks[0].layers.pop()],
  ["an unknown layer", (file) => Object.assign(file.networks[0].spreads[0], { layer: "c7" })],
  ["an unknown stage", (file) => Object.assign(file.networks[0].spreads[0], { stage: "relu" })],
  ["a share too few", (file) => file.networks[0].spreads[0].components.pop()],
  ["a word", (file) => Object.assign(file.networks[0].accuracy, { mean: "high" })],
  ["a place without images", (file) => delete file.networks[0].classes[0].images],
  ["positions without a picture", (file) => delete file.pictures[0].method],
  ["a position too few", (file) => file.pictures[0].positions.pop()],
  ["pictures of nothing", (file) => Object.assign(file, { shown: null })],
  ["pixels that are no base64", (file) => Object.assign(file.shown, { pixels: "(" })],
])("latentResultsSchema refuses %s", (_, change) => {
  expect(latentResultsSchema.safeParse(stored(change)).success).toBe(false);
});
