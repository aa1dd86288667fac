import { expect, test } from "vitest";
import { describeOnednn } from "../../../test/support/describeOnednn.ts";
import { tinyImages, tinyNetwork } from "../../../test/support/tinyNetwork.ts";
import { twoRuns } from "../../../test/support/twoRuns.ts";
import { makeGraph } from "../../graph/graph.ts";
import { initialParameters } from "../../nn/network.ts";
import { input, state } from "../../ops/leaves.ts";
import { adam, adamW } from "../../train/adam.ts";
import { withClipping } from "../../train/clipGradient.ts";
import { lars } from "../../train/lars.ts";
import type { Optimiser } from "../../train/optimiser.ts";
import { rmsProp } from "../../train/rmsProp.ts";
import { sgd } from "../../train/sgd.ts";
import { makeStatesFor } from "../../train/states.ts";
import { trainGraph } from "../../train/trainGraph.ts";
import { makeReferenceBackend } from "../reference/reference.ts";

describeOnednn("optimisers", (backend) => {
  test.each<[string, Optimiser, number]>([
    ["sgd", sgd(), 1],
    ["sgd with momentum", sgd({ momentum: 0.9 }), 2],
    ["sgd with decay", sgd({ momentum: 0.9, weightDecay: 0.1 }), 2],
    ["sgd with Nesterov's momentum", sgd({ momentum: 0.9, nesterov: true, weightDecay: 0.1 }), 2],
    ["sgd with decoupled decay", sgd({ momentum: 0.9, decoupled: true, weightDecay: 0.1 }), 2],
    ["adam", adam(), 3],
    ["adamw", adamW(), 3],
    ["rmsprop", rmsProp(), 2],
    ["rmsprop with momentum", rmsProp({ momentum: 0.9 }), 3],
  ])("%s is a few passes over memory, and needs none of its own", (_, optimiser, passes) => {
    const updates = optimiser.updates({
      parameters: state("parameters", [1000]),
      gradient: input("gradient", [1000]),
      learningRate: input("learningRate", []),
      places: [{ name: "weight", shape: [1000], offset: 0 }],
    });
    const graph = makeGraph({}, updates);
    const executable = backend.compile(graph, makeStatesFor(graph, backend));
    const steps = executable.profile(1).filter(({ shape }) => shape === "[1000]");
    expect(steps).toHaveLength(passes);
    expect(executable.arenaBytes).toBeLessThan(1000);
    executable.dispose();
  });

  const decay = { weightDecay: 0.1, decayBiasAndNorm: false };
  // Where steps are divided by the size of gradients, an epsilon of 1 keeps their rounding from growing.
  test.each<[string, Optimiser]>([
    ["plain sgd", sgd()],
    ["sgd with weight decay", sgd({ weightDecay: 0.1 })],
    ["sgd with momentum", sgd({ momentum: 0.9 })],
    ["sgd with momentum and weight decay", sgd({ momentum: 0.9, weightDecay: 0.1 })],
    ["sgd with Nesterov's momentum", sgd({ momentum: 0.9, nesterov: true, weightDecay: 0.1 })],
    ["sgd with groups", sgd({ momentum: 0.9, ...decay })],
    ["a clipped sgd", withClipping(sgd({ momentum: 0.9, ...decay }), { norm: 0.1 })],
    ["adamw", adamW({ epsilon: 1, ...decay })],
    ["rmsprop", rmsProp({ epsilon: 1, momentum: 0.9, centered: true, ...decay })],
    ["lars", lars(decay)],
  ])("%s takes the reference's steps, and averages what it does", (_, optimiser) => {
    const { images, labels } = tinyImages(8);
    const graph = trainGraph({
      network: tinyNetwork,
      optimiser,
      batchSize: 8,
      averageDecay: 0.5,
    });
    const parameters = initialParameters(tinyNetwork, 0);
    const numbers = { images, labels, parameters, learningRate: [0.1] };
    const own = twoRuns(backend, graph, numbers);
    const expected = twoRuns(makeReferenceBackend(), graph, numbers);
    expected.forEach((run, step) => {
      for (const [name, values] of Object.entries(run)) {
        values.forEach((value, i) => {
          expect(own[step]![name]![i]).toBeCloseTo(value, 5);
        });
      }
    });
  });
});
