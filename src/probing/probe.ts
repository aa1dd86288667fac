import type { SettingsSchema } from "../core/settings.ts";
import type { Dataset } from "../data/dataset.ts";
import type { Figure } from "../figures/figure.ts";
import type { Network } from "../nn/network.ts";
import type { Measurement, ProbePoint } from "./measurement.ts";
import type { ImageWish, ProbeSettings } from "./probeOptions.ts";
import type { ProbeSite, Taps } from "./site.ts";
import type { ProbeView } from "./view.ts";

/**
 * One question that can be asked of a network at any checkpoint. It only looks: what it asks for is added to a graph of
 * its own, what it draws comes from streams of its own, so that no training depends on it.
 */
export interface Probe<Options extends object> {
  /** What it is asked for by: lower-case words joined by hyphens, such as `two-nn`. */
  readonly id: string;
  /** To be raised whenever the same network would be told other numbers: what was measured before is measured again. */
  readonly version: number;
  readonly title: string;
  /** As a sentence, which stands above its figures. */
  readonly question: string;
  /** Where the method was published. */
  readonly source: string;
  /** Sentences on what the numbers assume, approximate or leave out; they stand beside the numbers. */
  readonly caveats: readonly string[];
  /** Every key of its own; those of the images that it looks at come on top. */
  readonly options: SettingsSchema<Options>;
  /** Which images it looks at where nothing else is said; nothing where it looks at the weights alone. */
  readonly images?: ImageWish;
  /** Training images that it learns from or fits to first, besides. 0 for all */
  readonly fitCount?: number;
  /** When a training asks it where nothing else is said. */
  readonly cadence: Cadence;
  /** The number that its sentence in a report tells; without, its first quantity where that is of the whole network. */
  readonly headline?: Headline;
  /** Whether to set what networks of the same kind answer before they have learned anything beside the answers. */
  readonly untrained: boolean;
  /**
   * Refuses a network or data that have not what it looks at, before anything is run.
   *
   * @throws {UsageError} when they have not
   */
  check?(
    options: ProbeSettings<Options>,
    asked: { readonly network: Network; readonly dataset: Dataset },
  ): void;
  /**
   * Adds what it wants to know of a batch of images to a graph; nothing is run.
   *
   * @throws {UsageError} when the network has not what it looks at
   */
  taps?(site: ProbeSite<Options>): Taps;
  /** What it says of the network: arrays in, plain numbers out; no disk, no clock. */
  measure(view: ProbeView<Options>): Measurement | Promise<Measurement>;
  /** What only several checkpoints or runs together tell. */
  over?(
    points: readonly ProbePoint[],
    options: ProbeSettings<Options>,
  ): Measurement | Promise<Measurement>;
  /** Its pictures; without them every quantity is drawn over the epochs. */
  figures?(result: ProbeResult<Options>): Promise<readonly Figure[]>;
}

/** Which of a probe's numbers a reader wants first, in words that need no others. */
export interface Headline {
  /** Of the checkpoints, or else of all of them together. */
  readonly quantity: string;
  /** What stands for the quantity in a sentence: `the share of images told right`; with {layer} where the layer's name is to be. */
  readonly words: string;
  /** Of several layers; the last of which there is a number where nothing is said. */
  readonly layer?: "first" | "last";
  /** Which class, concept or the like; `each` for one after the other. */
  readonly of?: string;
  /** Shares are told as percentages. */
  readonly format?: "percent" | "number";
  /** Left out of the report of a run where many others are told. */
  readonly isMinor?: boolean;
}

/** Any probe, as those handle it who do not know its options. */
export type AnyProbe = Probe<object>;

/** When a training asks: after every epoch, after epochs 0, 1, 2, 4, 8… and the last, or after the last alone. */
export type Cadence = "every" | "log2" | "end";

/** All that a probe found: what its figures and tables are made of. */
export interface ProbeResult<Options extends object> {
  readonly options: ProbeSettings<Options>;
  /** In the order of runs and epochs; at least one. */
  readonly points: readonly ProbePoint[];
  /** Of networks that have learned nothing, drawn from other seeds. */
  readonly untrained: readonly Measurement[];
  /** From `over`. */
  readonly overview: Measurement | undefined;
  /** What the labels stand for. */
  readonly classes: readonly string[];
}

/** A probe as a file of one's own has it: what is left out is the usual. */
export type ProbeDefinition<Options extends object> = Omit<
  Probe<Options>,
  "version" | "caveats" | "options" | "cadence" | "untrained" | "source"
> &
  Partial<
    Pick<Probe<Options>, "version" | "caveats" | "options" | "cadence" | "untrained" | "source">
  >;

/** A probe, with what was not said filled in: no options, no caveats, asked at epochs 0, 1, 2, 4, 8… */
export function defineProbe<Options extends object = object>(
  definition: ProbeDefinition<Options>,
): Probe<Options> {
  return {
    version: 1,
    caveats: [],
    cadence: "log2",
    untrained: false,
    source: "own design",
    ...definition,
    // Without options of its own there is no key to be missing.
    options: definition.options ?? ({} as SettingsSchema<Options>),
  };
}
