/** How many images a data set has, to train and to test with. */
export interface Counts {
  readonly train: number;
  readonly test: number;
}
