import type { Backend } from "../../src/backends/backend.ts";
import { makeReferenceBackend } from "../../src/backends/reference/reference.ts";
import type { GivenSettings } from "../../src/core/settings.ts";
import type { Dataset } from "../../src/data/dataset.ts";
import type { ImageSet } from "../../src/data/imageSet.ts";
import { initialNumbers, type Network, type NetworkNumbers } from "../../src/nn/network.ts";
import type { Measurement } from "../../src/probing/measurement.ts";
import { measureProbe } from "../../src/probing/measureProbe.ts";
import type { Probe } from "../../src/probing/probe.ts";
import { resolveOptions } from "../../src/probing/resolveOptions.ts";
import { tinyImages, tinyNetwork } from "./tinyNetwork.ts";

export interface Asked {
  readonly network?: Network;
  readonly numbers?: NetworkNumbers;
  readonly dataset?: Dataset;
  readonly options?: GivenSettings;
  readonly backend?: Backend;
  readonly learningRate?: number;
  readonly memory?: number;
}

/** What a probe finds; by default in an untrained `tinyNetwork`, asked on the reference backend about `tinyImages`. */
export async function askProbe<Options extends object>(
  probe: Probe<Options>,
  {
    network = tinyNetwork,
    numbers = initialNumbers(network, 0),
    dataset = datasetOf(tinyImages(20)),
    options = {},
    backend = makeReferenceBackend(),
    learningRate = 0.1,
    memory = 2 ** 30,
  }: Asked = {},
): Promise<Measurement> {
  const subject = { network, numbers, dataset, backend, learningRate, memory };
  return (await measureProbe(probe, resolveOptions(probe, options), subject)).measurement;
}

/** A data set of these images, by default for training and test alike; the classes are "0", "1", … */
export function datasetOf(test: ImageSet, train: ImageSet = test): Dataset {
  const classes = Math.max(0, ...test.labels, ...train.labels) + 1;
  return {
    name: "made-up",
    title: "made up",
    classes: Array.from({ length: classes }, (_, label) => String(label)),
    train,
    test,
    generated: true,
    note: "",
  };
}

/** The value of a quantity, of a layer where one is named. */
export function readingOf(
  { readings }: Measurement,
  quantity: string,
  layer?: string,
  of?: string,
) {
  const found = readings.filter(
    (own) => own.quantity === quantity && own.layer === layer && own.of === of,
  );
  if (found.length !== 1) throw new Error(`${found.length} readings of ${quantity} ${layer} ${of}`);
  return found[0]!.value;
}
