import { expect, test } from "vitest";
import { askProbe, readingOf } from "../../test/support/askProbe.ts";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { logitImages, pixelNetwork } from "../../test/support/pixelNetwork.ts";
import type { Dataset } from "../data/dataset.ts";
import type { ProbePoint } from "../probing/measurement.ts";
import type { LearningOverview } from "./learning/learningOverview.ts";
import { learningOrder } from "./learningOrder.ts";

const labels = [0, 1, 2, 3];
const parity = { name: "parity", values: ["even", "odd"], ofClass: [0, 1, 0, 1] };

/** Four images, one a class; what the network answers is written in them. */
function datasetAnswering(answers: readonly number[]): Dataset {
  const plain = logitImages(
    answers.map((answer) => labels.map((k) => (k === answer ? 2 : 1))),
    labels,
  );
  const concepts = { parity: Int32Array.from(labels, (label) => label % 2) };
  return {
    ...plain,
    concepts: [parity],
    train: {
      ...plain.train,
      concepts,
      noise: { cleanLabels: Int32Array.from(labels), isNoisy: Uint8Array.of(0, 0, 0, 1) },
    },
  };
}

/** Answers at epochs 0, 1, 2…; one row an epoch. */
async function pointsOf(
  answers: readonly (readonly number[])[],
  { run = "a", seed = 0 } = {},
): Promise<ProbePoint[]> {
  const measured = answers.map((own) =>
    askProbe(learningOrder, { ...pixelNetwork(4), dataset: datasetAnswering(own) }),
  );
  return (await Promise.all(measured)).map((own, epoch) => ({ ...own, run, seed, epoch }));
}

const options = { part: "train", count: 0, fitCount: 0, draw: 0 } as const;
/** Class 0 is learned at epoch 0; 1 at 2, after being forgotten once; 2 at 1; 3 never, but its parity is, at 2. */
const answers = [
  [0, 1, 0, 0],
  [0, 0, 2, 0],
  [0, 1, 2, 1],
];

test.each(everyBackend())("learningOrder keeps every answer, on %s", async (_, backend) => {
  const asked = { ...pixelNetwork(4), dataset: datasetAnswering([0, 1, 0, 1]), backend };
  const found = await askProbe(learningOrder, asked);
  expect(readingOf(found, "share right")).toBe(0.5);
  expect(readingOf(found, "share right", undefined, "parity")).toBe(1);
  const kept = Object.entries(found.arrays!).map(([name, { data }]) => [name, [...data]]);
  expect(Object.fromEntries(kept)).toEqual({
    answers: [0, 1, 0, 1],
    labels: [0, 1, 2, 3],
    indices: [0, 1, 2, 3],
    right: [1, 1, 0, 0],
    "concept/parity": [0, 1, 0, 1],
    "right/parity": [1, 1, 1, 1],
    noisy: [0, 0, 0, 1],
  });
});

test("learningOrder takes answers from outputs that are not finite for wrong", async () => {
  const { network, numbers } = pixelNetwork(4);
  const broken = { ...numbers, parameters: numbers.parameters.map(() => Number.NaN) };
  const dataset = datasetAnswering([0, 1, 2, 3]);
  const found = await askProbe(learningOrder, { network, numbers: broken, dataset });
  expect(readingOf(found, "share right")).toBe(0);
  expect([...found.arrays!.answers!.data]).toEqual([-1, -1, -1, -1]);
});

test("learningOrder tells from hand-made answers what was learned when, and forgotten", async () => {
  const overview = await learningOrder.over!(await pointsOf(answers), options);
  expect(readingOf(overview, "share learned")).toBe(3 / 4);
  expect(readingOf(overview, "share never right")).toBe(1 / 4);
  expect(readingOf(overview, "share never forgotten")).toBe(2 / 3);
  expect(readingOf(overview, "forgetting events")).toBeCloseTo(1 / 3, 12);
  // Of class 0 two of two epochs after the first right one, of class 1 one of two, of class 2 one of one.
  expect(readingOf(overview, "stability")).toBeCloseTo((1 + 1 / 2 + 1) / 3, 12);
  const medianOf = (of?: string) => readingOf(overview, "median learned epoch", undefined, of);
  expect(medianOf()).toBe(1);
  expect(["0", "1", "2", "3"].map(medianOf)).toEqual([0, 2, 1, null]);
  expect(["true labels", "false labels"].map(medianOf)).toEqual([1, null]);
  expect(["parity", "parity even", "parity odd"].map(medianOf)).toEqual([0, 0, 2]);
  expect((overview.details as LearningOverview).examples).toEqual([
    {
      run: "a",
      indices: [0, 1, 2, 3],
      firstRight: [0, 0, 1, null],
      learned: [0, 2, 1, null],
      forgettingEvents: [0, 1, 0, 0],
      stability: [1, 1 / 2, 1, null],
    },
  ]);
});

test("learningOrder tells the same where answers only have to be right about a concept", async () => {
  const overview = await learningOrder.over!(await pointsOf(answers), options);
  const parityOf = (quantity: string) => readingOf(overview, quantity, undefined, "parity");
  // Of class 1 parity is right, wrong, right; of class 3 wrong, wrong, right; of both others always right.
  expect(parityOf("share learned")).toBe(1);
  expect(parityOf("share never right")).toBe(0);
  expect(parityOf("share never forgotten")).toBe(3 / 4);
  expect(parityOf("forgetting events")).toBe(1 / 4);
  expect(parityOf("stability")).toBeCloseTo((1 + 1 / 2 + 1) / 3, 12);
});

test("learningOrder says why there is no number where nothing was ever right", async () => {
  const overview = await learningOrder.over!(await pointsOf([[1, 0, 0, 0]]), options);
  const reasonOf = (quantity: string) =>
    overview.readings.find((reading) => reading.quantity === quantity)!.reason;
  expect(reasonOf("share never forgotten")).toBe("no example was ever right");
  expect(reasonOf("forgetting events")).toBe("no example was ever right");
  expect(reasonOf("stability")).toBe("no example was right before the last epoch");
  expect(reasonOf("median learned epoch")).toBe("less than half of the examples were learned");
});

test("learningOrder gives the median epoch an interval where enough examples were learned", async () => {
  const [point] = await pointsOf([[0, 1, 2, 3]]);
  const count = 20;
  const columns = (right: readonly number[]) => ({
    labels: { dtype: "i32", shape: [count], data: new Int32Array(count) } as const,
    indices: {
      dtype: "i32",
      shape: [count],
      data: Int32Array.from({ length: count }, (_, i) => i),
    } as const,
    right: { dtype: "u8", shape: [count], data: Uint8Array.from(right) } as const,
  });
  // Every example is learned one epoch after the one before it.
  const points = Array.from({ length: count }, (_, epoch) => ({
    ...point!,
    epoch,
    arrays: columns(Array.from({ length: count }, (_, example) => Number(example <= epoch))),
  }));
  const { readings } = await learningOrder.over!(points, options);
  expect(readings.find(({ quantity }) => quantity === "median learned epoch")).toEqual({
    quantity: "median learned epoch",
    of: undefined,
    value: 9,
    low: 5,
    high: 14,
  });
});

test("learningOrder keeps runs apart that are called the same and differ in their seed", async () => {
  const points = [...(await pointsOf(answers)), ...(await pointsOf([[1, 0, 0, 3]], { seed: 1 }))];
  const overview = await learningOrder.over!(points, options);
  const { examples } = overview.details as LearningOverview;
  expect(examples.map(({ run }) => run)).toEqual(["a, seed 0", "a, seed 1"]);
});

test("learningOrder compares the order of every two runs", async () => {
  const points = [
    ...(await pointsOf(answers)),
    ...(await pointsOf(answers, { run: "b", seed: 1 })),
    ...(await pointsOf(
      [
        [1, 0, 0, 3],
        [1, 0, 2, 3],
        [1, 1, 2, 3],
      ],
      { run: "c", seed: 2 },
    )),
  ];
  const overview = await learningOrder.over!(points, options);
  const agreementOf = (of: string) => readingOf(overview, "agreement of order", undefined, of);
  expect(agreementOf("a and b")).toBe(1);
  // Orders 0 2 1 never, and never 2 1 0: of six pairs one is in the same order.
  expect(agreementOf("a and c")).toBeCloseTo(-4 / 6, 12);
  expect(readingOf(overview, "median learned epoch", undefined, "c, 3")).toBe(0);
});

test("learningOrder compares orders by the epochs that both runs have", async () => {
  const points = await pointsOf(answers);
  const others = await pointsOf(answers, { run: "b" });
  // Without epoch 1, classes 1 and 2 of "b" are learned at one epoch; and so they are in "a".
  const agreementOf = async (points: readonly ProbePoint[]) => {
    const { readings } = await learningOrder.over!(points, options);
    return readings.find(({ quantity }) => quantity === "agreement of order")!;
  };
  const found = await agreementOf([...points, ...others.filter(({ epoch }) => epoch !== 1)]);
  expect(found.value).toBe(1);
  const apart = await agreementOf([points[0]!, others[1]!]);
  expect(apart.value).toBe(null);
  expect(apart.reason).toBe("the runs were not asked at the same epoch");
});

test("learningOrder does not compare runs that were asked about different examples", async () => {
  const [first] = await pointsOf([[0, 1, 2, 3]]);
  const [second] = await pointsOf([[0, 1, 2, 3]], { run: "b" });
  const indices = { dtype: "i32", shape: [4], data: Int32Array.of(0, 1, 2, 9) } as const;
  const other = { ...second!, arrays: { ...second!.arrays, indices } };
  const overview = await learningOrder.over!([first!, other], options);
  expect(overview.readings.find(({ of }) => of === "a and b")).toEqual({
    quantity: "agreement of order",
    of: "a and b",
    value: null,
    reason: "the runs were asked about different examples",
  });
});

test("learningOrder draws when examples were learned and forgotten, and how far runs agree", async () => {
  const points = [
    ...(await pointsOf(answers)),
    ...(await pointsOf(answers, { run: "b", seed: 1 })),
  ];
  const overview = await learningOrder.over!(points, options);
  const { runs } = overview.details as LearningOverview;
  expect(runs[0]).toMatchObject({ epochs: [0, 1, 2], forgotten: [2, 1], neverRight: 1 });
  const classes = ["0", "1", "2", "3"];
  const figures = await learningOrder.figures!({
    options,
    points,
    untrained: [],
    overview,
    classes,
  });
  expect(figures.map(({ id }) => id)).toEqual([
    "learning-order-share-learned",
    "learning-order-share-learned-by-class",
    "learning-order-share-learned-by-value",
    "learning-order-epochs",
    "learning-order-forgetting",
    "learning-order-agreement",
  ]);
  const atStart = "What the untrained network happens to get right, and no later epoch gets wrong";
  expect(figures[0]!.caption).toContain(atStart);
  expect(figures[3]!.caption).toContain(atStart);
  expect(figures[3]!.data.slice(0, 4)).toEqual([
    { run: "a", group: "a", kind: "0", share: 0.25 },
    { run: "a", group: "a", kind: "1", share: 0.25 },
    { run: "a", group: "a", kind: "2", share: 0.25 },
    { run: "a", group: "a", kind: "never", share: 0.25 },
  ]);
});

test("learningOrder draws what share was right before training as a level", async () => {
  const points = (await pointsOf(answers)).map((point) => {
    // Without concepts and noise there is one line.
    const { answers, labels, indices, right } = point.arrays!;
    return {
      ...point,
      details: { classes: [], concepts: [] },
      arrays: { answers, labels, indices, right },
    };
  });
  const overview = await learningOrder.over!(points as ProbePoint[], options);
  const asked = { options, untrained: [], overview, classes: [] };
  const drawn = async (points: readonly ProbePoint[]) =>
    (await learningOrder.figures!({ ...asked, points }))[0]!.svg;
  expect(await drawn(points as ProbePoint[])).toContain("right at epoch 0");
  expect(await drawn(points.slice(1) as ProbePoint[])).not.toContain("right at epoch 0");
});
