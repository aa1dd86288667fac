import { DataError } from "../../../core/errors.ts";
import { makeStream } from "../../../core/random.ts";
import {
  amount,
  numberWithin,
  oneOf,
  type SettingsSchema,
  wholeNumber,
  wholeNumberWithin,
} from "../../../core/settings.ts";
import type { GeneratedSource } from "../../dataSource.ts";
import type { Dataset } from "../../dataset.ts";
import { type DigitsOptions, loadDigits } from "../loadDigits.ts";
import { allocateColours } from "./allocateColours.ts";
import { type PaintOptions, paintDigits } from "./paintDigits.ts";
import { nameOfColour, paletteSetting } from "./palette.ts";

/** What can be chosen of coloured digits. */
export interface ColouredDigitsOptions extends Omit<PaintOptions, "series">, DigitsOptions {
  readonly allocation: "shuffled" | "runs";
  readonly correlation: number;
  readonly testCorrelation: number;
}

const settings: SettingsSchema<ColouredDigitsOptions> = {
  base: oneOf(["generated-digits", "mnist", "emnist-digits"], "data set that the digits are from"),
  palette: paletteSetting,
  colourVariance: amount(0, "variance of each channel of a colour, in squares of grey levels"),
  channelCorrelation: numberWithin([-0.5, 1], 0.5, "correlation of the channels of a colour"),
  digitSize: numberWithin([0.1, 1], 1, "how large digits are in their images"),
  digitBlur: numberWithin([0, 10], 0, "blur of the digits: deviation of a Gaussian, in pixels"),
  digitNoise: amount(0, "noise on the grey digits: standard deviation, in grey levels"),
  imageSize: wholeNumberWithin([16, 224], 28, "pixels along a side of an image; the source has 32"),
  allocation: oneOf(
    ["shuffled", "runs"],
    "which examples of a digit get which colour: random ones, or as the source has it one colour after the other",
  ),
  correlation: numberWithin(
    [0, 1],
    0,
    "share of the training images of each digit that come in its own colour, the others in all alike",
  ),
  testCorrelation: numberWithin([0, 1], 0, "the same for test images"),
  dataSeed: wholeNumber(0, 0, "which random colours and noise, and which generated digits"),
};

/**
 * What programs of this line of work subtract from all channels and divide them by: the constants of grey MNIST.
 *
 * @source Keitovolcom/double-descent on GitHub, datasets.py, colored_emnist
 */
const normalisation = { mean: [0.1307, 0.1307, 0.1307], deviation: [0.3081, 0.3081, 0.3081] };

/**
 * Digits of another data set, each in one of ten colours, on black: 100 classes of two concepts, `digit` and `colour`, each
 * of which can be made harder by itself. Label = colours · digit + colour. Colours that vary are cut off at 0 and 255: with
 * the variance 10,000 one image of fifty is all but black, with 100,000 one of seven.
 *
 * Shape: images [N, 1, H, W] -> [N, 3, size, size]
 * @source Iwase, "On generalization performance under DNN learning process of semantic image concepts", master's thesis,
 * for the classes; palette, dials and correlation are our own
 */
export const colouredDigits: GeneratedSource<ColouredDigitsOptions> = {
  kind: "generated",
  title: "coloured digits",
  licence: "that of the digits",
  origin: "digits of another data set, coloured by the program",
  most: 1_000_000,
  settings,
  async make(request) {
    const { options } = request;
    const digits = await loadDigits(request);
    checkGrey(digits);
    const { correlation, testCorrelation } = options;
    return {
      name: "coloured-digits",
      title: `coloured digits of ${digits.title}`,
      ...conceptsOf(digits.classes, options.palette),
      train: colouredSet(digits, options, { series: "train", correlation }),
      test: colouredSet(digits, options, { series: "test", correlation: testCorrelation }),
      normalisation,
      generated: digits.generated,
      note: [digits.note, ...notesOf(options)].filter((part) => part !== "").join(". "),
    };
  },
};

function checkGrey({ name, train, test }: Dataset): void {
  for (const { channels, height, width } of [train, test]) {
    if (channels === 1 && height === width) continue;
    throw new DataError(
      `Cannot colour the images of "${name}": they have ${channels} channels of ${height} × ${width}, needs one channel, as high as wide`,
    );
  }
}

function conceptsOf(
  digits: readonly string[],
  palette: readonly string[],
): Pick<Dataset, "classes" | "concepts"> {
  const names = palette.map(nameOfColour);
  const pairs = digits.flatMap((_, digit) => names.map((_, colour) => ({ digit, colour })));
  return {
    classes: pairs.map(({ digit, colour }) => `${digits[digit]} ${names[colour]}`),
    concepts: [
      { name: "digit", values: digits, ofClass: pairs.map(({ digit }) => digit) },
      { name: "colour", values: names, ofClass: pairs.map(({ colour }) => colour) },
    ],
  };
}

interface Series {
  readonly series: "train" | "test";
  readonly correlation: number;
}

function colouredSet(
  dataset: Dataset,
  options: ColouredDigitsOptions,
  { series, correlation }: Series,
) {
  const { allocation, palette, dataSeed } = options;
  const set = dataset[series];
  const colour = allocateColours(set.labels, {
    digits: dataset.classes.length,
    colours: palette.length,
    correlation,
    allocation,
    stream: makeStream(dataSeed, `coloured-digits/${series}/allocation`),
  });
  return {
    ...paintDigits(set, colour, { ...options, series }),
    labels: set.labels.map((digit, index) => palette.length * digit + colour[index]!),
    concepts: { digit: set.labels, colour },
  };
}

function notesOf(options: ColouredDigitsOptions): string[] {
  const { correlation, testCorrelation, colourVariance, channelCorrelation } = options;
  const dials = (["digitSize", "digitBlur", "digitNoise"] as const)
    .filter((key) => options[key] !== settings[key].default)
    .map((key) => `${key} ${options[key]}`);
  return [
    ...(correlation > 0 || testCorrelation > 0
      ? [`Digit and colour correlate: ${correlation} in training, ${testCorrelation} in the test`]
      : []),
    ...(colourVariance > 0
      ? [`Colours vary: variance ${colourVariance}, channels correlated ${channelCorrelation}`]
      : []),
    ...(dials.length > 0 ? [`Digits changed: ${dials.join(", ")}`] : []),
  ];
}
