import type { Backend } from "../backends/backend.ts";
import { UsageError } from "../core/errors.ts";
import { makeStream } from "../core/random.ts";
import type { Dataset } from "../data/dataset.ts";
import type { Network, NetworkNumbers } from "../nn/network.ts";
import { computeOnce } from "./computeOnce.ts";
import { drawExamples } from "./drawExamples.ts";
import { Looker } from "./looker.ts";
import type { Probe } from "./probe.ts";
import type { ProbeSettings } from "./probeOptions.ts";
import { allRows, eachRow } from "./rows.ts";
import type { ProbeSite, Taps } from "./site.ts";
import type { LookChanges, ProbeView } from "./view.ts";

/** A network at a checkpoint, and what it is asked with. */
export interface ProbeSubject {
  readonly network: Network;
  readonly numbers: NetworkNumbers;
  readonly dataset: Dataset;
  readonly backend: Backend;
  readonly learningRate?: number | undefined;
  /** What taps may take at a time. Units: bytes */
  readonly memory: number;
  /** Where `eachTap` puts rows, what was visited being written over by the next; memory of their own where nothing is said. */
  readonly room?: ArrayBuffer | undefined;
}

/** A view that holds native memory until it is disposed of. */
export interface OpenView<Options extends object> extends ProbeView<Options> {
  /** The most that graphs and taps took at a time. Units: bytes */
  readonly peakBytes: number;
  dispose(): void;
}

/** Opens a network to a probe. */
export function openView<Options extends object>(
  probe: Probe<Options>,
  options: ProbeSettings<Options>,
  subject: ProbeSubject,
): OpenView<Options> {
  const { network, numbers, dataset, backend, learningRate, memory, room } = subject;
  const looker = new Looker({ ...subject, options, taps: (site) => tapsOf(probe, site, options) });
  const { part, count, fitCount, draw } = options;
  const examples = onDemand(() => drawExamples(dataset, { part, count, draw }));
  const fitExamples = onDemand(() =>
    drawExamples(dataset, { part: "train", count: fitCount, draw }),
  );
  const shown = (changes: LookChanges = {}) => ({
    ...changes,
    images: changes.images ?? examples().images,
    labels: changes.labels ?? (changes.images ? undefined : examples().labels),
  });
  return {
    options,
    network,
    numbers,
    classes: dataset.classes,
    concepts: dataset.concepts ?? [],
    get examples() {
      return examples();
    },
    get fitExamples() {
      return fitExamples();
    },
    learningRate,
    look: (changes) => allRows(looker, shown(changes), { memory }),
    lookBatches: (visit, changes) => looker.visit(shown(changes), visit),
    eachTap: (visit) => eachRow(looker, { shown: shown(), memory, room, visit }),
    compute: (inputs, build) => computeOnce(backend, inputs, build, (bytes) => looker.holds(bytes)),
    stream: (name) => makeStream(draw, `probe/${probe.id}/${name}`),
    get peakBytes() {
      return looker.peakBytes;
    },
    dispose: () => looker.dispose(),
  };
}

/** The site's options are the probe's own, which a looker does not know. */
function tapsOf<Options extends object>(
  probe: Probe<Options>,
  site: ProbeSite<object>,
  options: ProbeSettings<Options>,
): Taps {
  if (probe.taps) return probe.taps({ ...site, options });
  throw new UsageError(`Cannot look by "${probe.id}": it has no taps, needs some`);
}

function onDemand<Thing>(make: () => Thing): () => Thing {
  let made: { readonly thing: Thing } | undefined;
  return () => {
    made ??= { thing: make() };
    return made.thing;
  };
}
