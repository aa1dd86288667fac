import {
  defineStudy,
  estimate,
  estimateOf,
  positiveNumber,
  seedList,
  text,
  wholeNumber,
  z,
} from "learnscope";

/** How much a network gains from seeing its images a second time. */
export default defineStudy({
  id: "second-epoch",
  title: "Does a second epoch help?",
  question: "Does a network recognise more digits after two passes over its images than after one?",
  source: "A guess of our own",
  settings: {
    data: text("generated-digits", "data set"),
    seeds: seedList([0, 1, 2, 3, 4], "seeds, a training each"),
    trainCount: wholeNumber(0, 600, "training images, 0 for all"),
    testCount: wholeNumber(0, 200, "test images, 0 for all"),
    learningRate: positiveNumber(0.05, "learning rate of plain SGD, constant"),
  },
  demo: { seeds: [0, 1] },
  cells: ({ seeds, learningRate }) =>
    seeds.map((seed) => ({
      id: `mlp-s${seed}`,
      network: "mlp",
      options: {},
      seed,
      learningRate,
      momentum: 0,
      epochs: 2,
      batchSize: 16,
      factors: {},
    })),
  measure: ({ history }) => history.map((metrics) => metrics["test/accuracy"]),
  analyse: (cells) => ({
    gain: estimateOf(cells.map(({ measured: [, first, second] }) => second! - first!)),
  }),
  results: z.object({ gain: estimate }),
  claims: [
    {
      id: "gain",
      statement: "A second epoch raises the test accuracy",
      where: "our guess",
      quantity: "difference",
      expected: { kind: "above", value: 0 },
      measure: ({ gain }) => gain,
      caveat: "",
    },
  ],
  isSourceData: () => true,
  report: async ({ gain: { mean, n } }) => ({
    summary: [`Of ${n} trainings, the second epoch gained ${(100 * mean).toFixed(1)} points.`],
    sections: [],
    notes: ["Few images and few epochs: a first look, and no more."],
  }),
});
