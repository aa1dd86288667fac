/** Points of which test/golden/makeNeighbours.py has scikit-learn's numbers, and their first two coordinates. */
export const count = 40;

export const points = {
  values: Array.from({ length: 3 * count }, (_, at) => {
    const [i, column] = [Math.floor(at / 3), at % 3];
    return [Math.sin(i), Math.cos(1.7 * i), (i % 7) / 3][column]!;
  }),
  count,
  size: 3,
};

export const flat = {
  values: points.values.filter((_, at) => at % 3 < 2),
  count,
  size: 2,
};
