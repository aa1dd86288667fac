import type { Scatter, ScatterPicture } from "./scatter.ts";

/**
 * Checks that the parts of a scatter fit each other.
 *
 * @throws {RangeError} when they do not
 */
export function checkScatter({ classes, labels, images, pictures }: Scatter): void {
  const count = labels.length;
  check(
    count > 0 && images.length === count,
    `${images.length} images`,
    `${count || "at least 1"}`,
  );
  const [first] = images;
  const odd = images.findIndex(
    ({ width, height, channels = 1 }) =>
      width !== first!.width || height !== first!.height || channels !== (first!.channels ?? 1),
  );
  check(odd < 0, `image ${odd} of another size or colour than the first`, "all alike");
  checkLabels("label", labels, classes);
  check(pictures.length > 0, "0 pictures", "at least 1");
  const names = choiceNames(pictures[0]!);
  const seen = new Set<string>();
  for (const picture of pictures) {
    const where = placeOf(picture);
    check(choiceNames(picture) === names, `other choices in ${where}`, names);
    check(!seen.has(where), `two pictures of ${where}`, "one");
    seen.add(where);
    checkNumbers(picture, count, classes);
  }
}

function checkNumbers(picture: ScatterPicture, count: number, classes: readonly string[]): void {
  const { positions, answers } = picture;
  const where = placeOf(picture);
  check(
    positions.length === 2 * count,
    `${positions.length} coordinates in ${where}`,
    `${2 * count}`,
  );
  check(
    Array.from(positions).every(Number.isFinite),
    `a position that is no number in ${where}`,
    "finite ones",
  );
  if (!answers) return;
  check(answers.length === count, `${answers.length} answers in ${where}`, `${count}`);
  checkLabels("answer", answers, classes);
}

function checkLabels(what: string, labels: ArrayLike<number>, classes: readonly string[]): void {
  const odd = Array.from(labels).find((label) => classes[label] === undefined);
  check(odd === undefined, `the ${what} ${odd}`, `one of ${classes.length} classes`);
}

function choiceNames({ choices }: ScatterPicture): string {
  return Object.keys(choices).join(", ");
}

function placeOf({ choices, epoch }: ScatterPicture): string {
  return [
    ...Object.entries(choices).map(([name, value]) => `${name} ${value}`),
    `epoch ${epoch}`,
  ].join(", ");
}

function check(fits: boolean, found: string, needed: string): void {
  if (!fits) throw new RangeError(`Cannot draw the scatter: it has ${found}, needs ${needed}`);
}
