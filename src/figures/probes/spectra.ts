import { someOf } from "./someOf.ts";

/** Spectra of the layers of a network at an epoch of a run: by layer, largest value first. */
export interface EpochSpectra {
  readonly run: string;
  readonly epoch: number;
  readonly spectra: Readonly<Record<string, readonly number[]>>;
}

/** One spectrum, and what it is called in a figure of several. */
export interface NamedSpectrum {
  readonly layer: string;
  readonly series: string;
  readonly values: readonly number[];
}

/** More panels would take more than a page. */
const mostLayers = 12;

/** Spectra of the first and the last epoch of a run, the first of several, of so many layers as there is room for. */
export function firstAndLastSpectra(all: readonly EpochSpectra[]): NamedSpectrum[] {
  const own = all.filter(({ run }) => run === all[0]?.run).sort((a, b) => a.epoch - b.epoch);
  const ends = own.length > 1 ? [own[0]!, own.at(-1)!] : own;
  const layers = someOf(
    [...new Set(ends.flatMap(({ spectra }) => Object.keys(spectra)))],
    mostLayers,
  );
  return layers.flatMap((layer) =>
    ends.flatMap(({ epoch, spectra }) => {
      const values = spectra[layer];
      return values ? [{ layer, series: `epoch ${epoch}`, values }] : [];
    }),
  );
}
