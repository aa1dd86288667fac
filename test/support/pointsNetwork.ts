import type { Dataset } from "../../src/data/dataset.ts";
import { linear } from "../../src/nn/linear.ts";
import type { Network, NetworkNumbers } from "../../src/nn/network.ts";
import { flatten } from "../../src/ops/reshape.ts";
import { datasetOf } from "./askProbe.ts";

/** A network whose layer `points` gives each image of a data set one given point. */
export function pointsNetwork(points: readonly (readonly number[])[]): {
  readonly network: Network;
  readonly numbers: NetworkNumbers;
  readonly dataset: Dataset;
} {
  const [count, size] = [points.length, points[0]!.length];
  const network: Network = {
    name: "points",
    title: "Points",
    source: "none",
    inputShape: [1, 1, count],
    classes: 2,
    options: {},
    build(x, scope) {
      const options = { outFeatures: size, useBias: false };
      const layer = scope.tap("points", linear(flatten(x), scope.child("points"), options));
      return linear(layer, scope.child("output"), { outFeatures: 2, useBias: false });
    },
  };
  // Each image is one bright pixel, so that a column of the first matrix is its point.
  const matrix = Float32Array.from({ length: size * count }, (_, at) => {
    return points[at % count]![Math.floor(at / count)]!;
  });
  const parameters = new Float32Array(matrix.length + 2 * size).fill(1);
  parameters.set(matrix);
  const images = Uint8Array.from({ length: count * count }, (_, at) =>
    at % count === Math.floor(at / count) ? 255 : 0,
  );
  const set = {
    images,
    labels: new Int32Array(count),
    count,
    channels: 1,
    height: 1,
    width: count,
  };
  return {
    network,
    numbers: { parameters, buffers: new Float32Array() },
    dataset: datasetOf(set),
  };
}
