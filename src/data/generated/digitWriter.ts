import { makeStream } from "../../core/random.ts";
import { type DigitShape, digitShapes, mostPoints } from "./digitShapes.ts";
import { type Handwriting, handwritingOf, traitCount } from "./handwriting.ts";
import { inkPath } from "./inkPath.ts";
import { makePenPath, type PenPath, type Points, tracePath } from "./penPath.ts";

/** Pixels along a side of an image. */
export const digitSize = 28;

/** Standard deviation of where the pen passes a point of the shape, relative to the height of the digit. */
const unsteadiness = 0.04;

/**
 * Makes a function that writes example `index` of a series, showing `digit`, into the first 784 bytes of `image`. The
 * picture is a function of seed, series, index and digit, whatever was written before.
 */
export function makeDigitWriter(seed: number, series: string) {
  const handStream = makeStream(seed, `digits/${series}/hand`);
  const pointStream = makeStream(seed, `digits/${series}/points`);
  const draws = new Float64Array(traitCount + 2);
  const points = { x: new Float64Array(mostPoints), y: new Float64Array(mostPoints) };
  const path = makePenPath(mostPoints);
  const canvas = { ink: new Float32Array(digitSize ** 2), size: digitSize };
  const paper = makePaper(seed);

  return (image: Uint8Array, index: number, digit: number): void => {
    handStream.fillUniform(draws, index, 0, 1);
    const hand = handwritingOf(draws);
    const ways = digitShapes[digit]!;
    const shape = ways[Math.floor(draws[traitCount]! * ways.length)]!;
    pointStream.fillNormal(points.x, 2 * index, 0, unsteadiness);
    pointStream.fillNormal(points.y, 2 * index + 1, 0, unsteadiness);
    placePoints(points, shape, hand);
    tracePath(shape, points, path);
    centrePath(path, hand);
    canvas.ink.fill(0);
    inkPath(canvas, path, hand.rim);
    const start = Math.floor(draws[traitCount + 1]! * paper.length);
    for (let pixel = 0; pixel < canvas.ink.length; pixel++) {
      const ink = canvas.ink[pixel]!;
      const grain = ink === 0 ? 0 : hand.grain * paper[(start + pixel) % paper.length]!;
      image[pixel] = Math.round(255 * ink * hand.darkness * (1 - grain));
    }
  };
}

/** Roughness of a stretch of paper, 0 to 1, long enough that no two digits need show the same. */
function makePaper(seed: number): Float32Array {
  const paper = new Float32Array(4096);
  makeStream(seed, "digits/paper").fillUniform(paper, 0, 0, 1);
  return paper;
}

/** Adds the shape, as the hand bends, slants and turns it, to the unsteadiness that `points` hold. */
function placePoints({ x, y }: Points, shape: DigitShape, hand: Handwriting): void {
  const { balanceX, balanceY, aspect, slant, turn, bendX, bendY, bendAtX, bendAtY } = hand;
  const [cosine, sine] = [Math.cos(turn), Math.sin(turn)];
  for (let i = 0; i < shape.x.length; i++) {
    let plainX = shape.x[i]! + x[i]!;
    let plainY = shape.y[i]! + y[i]!;
    plainX += 4 * balanceX * plainX * (1 - plainX);
    plainY += 4 * balanceY * plainY * (1 - plainY);
    const bentX = aspect * (plainX + bendX * Math.sin(3 * plainY + bendAtX));
    const bentY = plainY + bendY * Math.sin(3 * plainX + bendAtY);
    const slantedX = bentX - slant * bentY;
    x[i] = cosine * slantedX - sine * bentY;
    y[i] = sine * slantedX + cosine * bentY;
  }
}

/** Scales the path to the extent of the hand, sets the width of the line, and puts the centre of the ink in the middle. */
function centrePath(path: PenPath, hand: Handwriting): void {
  const { x, y, radius, starts, length } = path;
  let [left, right, top, bottom] = [x[0]!, x[0]!, y[0]!, y[0]!];
  let [mass, massX, massY] = [0, 0, 0];
  for (let i = 0; i < length; i++) {
    left = Math.min(left, x[i]!);
    right = Math.max(right, x[i]!);
    top = Math.min(top, y[i]!);
    bottom = Math.max(bottom, y[i]!);
    if (starts[i]) continue;
    const [alongX, alongY] = [x[i]! - x[i - 1]!, y[i]! - y[i - 1]!];
    const ink = Math.sqrt(alongX * alongX + alongY * alongY);
    mass += ink;
    massX += (ink * (x[i]! + x[i - 1]!)) / 2;
    massY += (ink * (y[i]! + y[i - 1]!)) / 2;
  }
  const scale = (hand.extent - 2 * hand.radius) / Math.max(right - left, bottom - top);
  const middle = (digitSize - 1) / 2;
  for (let i = 0; i < length; i++) {
    x[i] = middle + hand.missX + scale * (x[i]! - massX / mass);
    y[i] = middle + hand.missY + scale * (y[i]! - massY / mass);
    const wave = Math.sin((2 * Math.PI * (i + hand.swellAt)) / hand.swellLength);
    radius[i] = hand.radius * (1 + hand.swell * wave);
  }
}
