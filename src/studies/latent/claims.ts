import type { Claim } from "../claim.ts";
import {
  firstLimit,
  firstRatio,
  leastSpreadByTraining,
  leastTimesAs,
  leastTrend,
  leastTrendByTraining,
  no3Growth,
  no3LeastStep,
  spreadByClasses,
} from "./compare/claimed.ts";
import type { LatentResults } from "./results.ts";

type LatentClaim = Claim<LatentResults>;

/** What the source says of one training is decided by no fewer. */
const seeds = 3;

const ofFour = "The least of the four networks, seed by seed: all of them have to show it.";

/**
 * What the source says in numbers, and what its explanation takes: that it is the training which does it.
 *
 * @source Dai & Jin'no, sections 4 and 5, figure 4; the controls and the limits, save 1 %, are ours
 */
export const latentClaims: readonly LatentClaim[] = [
  {
    id: "first-layers-below-1-percent",
    statement: "In the first layers 70% of the variance takes less than 1% of the dimensions",
    where: "section 4, figure 4",
    quantity: "small share",
    expected: { kind: "below", value: firstLimit },
    seeds,
    measure: (results) => firstRatio(results),
    caveat:
      "The source does not name the layers; c1 and c2 are taken, and the largest ratio of the four networks. More channels make the ratio lower, and the source does not name them. Not measured where there are so few images that no ratio could come to 1%.",
  },
  {
    id: "grows-with-depth",
    statement: "The ratio of components to dimensions grows with depth",
    where: "section 4, figure 4",
    quantity: "number",
    expected: { kind: "above", value: 0 },
    seeds,
    measure: (results) => leastTrend(results),
    caveat: `Kendall's τ of the ratio with depth, c1 to c6: 1 where it grows from each layer to every later one, −1 where it falls; of six layers it takes few values, so that seeds may agree exactly. ${ofFour}`,
  },
  {
    id: "gap-above-c6",
    statement: "The ratio grows once more from c6 to global average pooling",
    where: "section 4, figure 4",
    quantity: "number",
    expected: { kind: "above", value: 1 },
    seeds,
    measure: (results) => leastTimesAs(results, ["gap", "c6"]),
    caveat: `gap's ratio in times c6's. gap has but one dimension for each channel of c6, so that even a single component is much of it. ${ofFour}`,
  },
  {
    id: "c3-above-c2",
    statement: "c3's ratio is above c2's, although its dimension is lower",
    where: "section 4, figures 3 and 4",
    quantity: "number",
    expected: { kind: "above", value: 1 },
    seeds,
    measure: (results) => leastTimesAs(results, ["c3", "c2"]),
    caveat: `c3's ratio in times c2's. ${ofFour}`,
  },
  {
    id: "no3-c6-above-c3",
    statement: "In No. 3 the ratio grows from c3 to c6, at equal dimension",
    where: "section 4, figure 4",
    quantity: "number",
    expected: { kind: "above", value: 1 },
    seeds,
    measure: (results) => no3Growth(results),
    caveat: "c6's ratio in times c3's.",
  },
  {
    id: "no3-every-step",
    statement: "In No. 3 the ratio grows with every step from c3 to c6",
    where: "section 4, figure 4",
    quantity: "number",
    expected: { kind: "above", value: 1 },
    seeds,
    measure: (results) => no3LeastStep(results),
    caveat: "The smallest of the three steps: a layer's ratio in times that of the layer before.",
  },
  {
    id: "count-grows",
    statement: "The deeper the layer, the more components the data take",
    where: "section 5",
    quantity: "number",
    expected: { kind: "above", value: 0 },
    seeds,
    measure: (results) => leastTrend(results, { of: "count" }),
    caveat: `The source says that the space in use grows; it shows ratios. Here the count itself, not divided by a dimension that falls: Kendall's τ with depth, c1 to c6. ${ofFour}`,
  },
  {
    id: "training-spreads",
    statement: "Training spreads the data in the later layers",
    where: "section 4, its explanation",
    quantity: "number",
    expected: { kind: "above", value: 1 },
    seeds,
    measure: (results) => leastSpreadByTraining(results),
    caveat: `Components after training in times those before, c4 to c6 (geometric mean). The source looks at trained networks alone; the untrained ones are ours. ${ofFour}`,
  },
  {
    id: "training-makes-trend",
    statement: "It is training that makes the ratio grow with depth",
    where: "section 4, its explanation",
    quantity: "number",
    expected: { kind: "above", value: 0 },
    seeds,
    measure: (results) => leastTrendByTraining(results),
    caveat: `Kendall's τ of the ratio with depth, c1 to c6, after training less before. Where it is 1 before training already, it cannot become larger. ${ofFour}`,
  },
  {
    id: "classes-spread",
    statement: "The data spread in the later layers for the classes to be told apart",
    where: "section 4, its explanation",
    quantity: "number",
    expected: { kind: "above", value: 1 },
    seeds,
    measure: (results) => spreadByClasses(results),
    caveat:
      "Components of No. 1 in times those of No. 1 trained on shuffled labels, where there is nothing to classify by, c4 to c6 (geometric mean). The control is ours.",
  },
];
