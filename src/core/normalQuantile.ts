/** What a normal variable stays within, to both sides of its mean, with probability 0.95. Units: deviations */
export const normalQuantile = 1.959963984540054;
