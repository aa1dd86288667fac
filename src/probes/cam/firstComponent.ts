import { EigenvalueDecomposition, Matrix } from "ml-matrix";

export interface ComponentOptions {
  readonly positions: number;
  /** Whether each channel's mean is taken off first. */
  readonly centre: boolean;
}

/**
 * The positions of a layer's output along what they have most of in common: A·v, where A has a row a position and a column a
 * channel, and v is its first right singular vector. The sum is positive, or where it is 0 the number of largest size is. An
 * output of nothing but zeros gives zeros; so does one that is not finite give what is not.
 *
 * Shape: activation [K, positions] -> [positions]
 * @source Muhammad & Yeasin 2020, arXiv:2008.00299; the sign, and the smaller of the two products: own design
 */
export function firstComponent(
  activation: Float32Array,
  { positions, centre }: ComponentOptions,
): Float32Array {
  if (!activation.every(Number.isFinite)) return new Float32Array(positions).fill(Number.NaN);
  const channels = new Matrix(
    Array.from({ length: activation.length / positions }, (_, channel) => {
      const own = [...activation.subarray(channel * positions, (channel + 1) * positions)];
      const mean = centre ? own.reduce((sum, value) => sum + value, 0) / positions : 0;
      return own.map((value) => value - mean);
    }),
  );
  const along = channels.rows < positions ? byChannels(channels) : byPositions(channels);
  const sign = signOf(along);
  return Float32Array.from(along, (value) => sign * value);
}

/** A·v, with v from the products of every two channels. */
function byChannels(channels: Matrix): number[] {
  const { vector } = firstEigenvector(channels.mmul(channels.transpose()));
  return channels.transpose().mmul(Matrix.columnVector(vector)).to1DArray();
}

/** The same as s·u, with the first singular value and left singular vector from the products of every two positions. */
function byPositions(channels: Matrix): number[] {
  const { vector, value } = firstEigenvector(channels.transpose().mmul(channels));
  return vector.map((own) => Math.sqrt(Math.max(0, value)) * own);
}

function firstEigenvector(products: Matrix): {
  readonly vector: number[];
  readonly value: number;
} {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(products, {
    assumeSymmetric: true,
  });
  const value = Math.max(...realEigenvalues);
  return { value, vector: eigenvectorMatrix.getColumn(realEigenvalues.indexOf(value)) };
}

/** Beside the sum of sizes, what a sum is through rounding alone, as that of a centred output is. */
const roundingShare = 1e-6;

function signOf(values: readonly number[]): 1 | -1 {
  const sum = values.reduce((total, value) => total + value, 0);
  const largest = values.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most));
  const size = values.reduce((total, value) => total + Math.abs(value), 0);
  return (Math.abs(sum) > roundingShare * size ? sum : largest) < 0 ? -1 : 1;
}
