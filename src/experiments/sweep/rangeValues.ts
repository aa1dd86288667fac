/** A decimal number as it was written: `digits` times ten to the power of `exponent`. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

const number = String.raw`-?\d+(?:\.\d+)?(?:e[+-]?\d{1,2})?`;
const rangeText = new RegExp(`^(${number})\\.\\.(${number})(?: (by|times) (${number}))?$`, "i");

/** What a range must be, as messages say it. */
export const neededRange = "a range such as 1..5, 0..1 by 0.25 or 1..64 times 2";

/**
 * The numbers of a range, both ends included: `1..5` in steps of 1, `0..1 by 0.25`, `1..64 times 2`. They are computed as
 * decimals, so that three times 0.1 is 0.3. Nothing where the text is no range, or one without an end.
 *
 * @param most - so many, and one more, are given of a longer one
 */
export function rangeValues(text: string, most: number): readonly string[] | undefined {
  const [, first, last, word = "by", by = "1"] = rangeText.exec(text.trim()) ?? [];
  if (first === undefined || last === undefined) return undefined;
  const [from, to, step] = [decimalOf(first), decimalOf(last), decimalOf(by)];
  const grows = word.toLowerCase() === "by" ? isAbove(step, zero) : isGrowing(from, step);
  if (!grows || isAbove(from, to)) return undefined;
  const next = word.toLowerCase() === "by" ? sum : product;
  const values: string[] = [];
  for (let value = from; !isAbove(value, to) && values.length <= most; value = next(value, step)) {
    values.push(textOf(value));
  }
  return values;
}

const zero: Decimal = { digits: 0n, exponent: 0 };
const one: Decimal = { digits: 1n, exponent: 0 };

function isGrowing(from: Decimal, factor: Decimal): boolean {
  return isAbove(from, zero) && isAbove(factor, one);
}

function decimalOf(text: string): Decimal {
  const [mantissa = "", power = "0"] = text.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}

/** Both as multiples of one power of ten. */
function aligned(a: Decimal, b: Decimal): readonly [bigint, bigint, number] {
  const exponent = Math.min(a.exponent, b.exponent);
  const scaled = (value: Decimal) => value.digits * 10n ** BigInt(value.exponent - exponent);
  return [scaled(a), scaled(b), exponent];
}

function isAbove(a: Decimal, b: Decimal): boolean {
  const [left, right] = aligned(a, b);
  return left > right;
}

function sum(a: Decimal, b: Decimal): Decimal {
  const [left, right, exponent] = aligned(a, b);
  return { digits: left + right, exponent };
}

function product(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, exponent: a.exponent + b.exponent };
}

/** As the number would be typed. */
function textOf({ digits, exponent }: Decimal): string {
  return String(Number(`${digits}e${exponent}`));
}
