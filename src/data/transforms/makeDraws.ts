import { makeStream } from "../../core/random.ts";
import type { Draws } from "./transform.ts";

/** Places that a step has numbers for: the most images of a batch. */
const placesPerStep = 2 ** 20;

/** The number of a showing of an image, by which it gets its random numbers. */
export function visitOf(step: number, place: number): number {
  return step * placesPerStep + place;
}

/**
 * The random numbers of a stream by visit: a visit's are always the same, whatever was drawn before.
 *
 * @returns what gives the draws of a visit; those of the visit before are then no longer to be used
 */
export function makeDraws(seed: number, stream: string): (visit: number) => Draws {
  const numbers = makeStream(seed, stream);
  let visit = 0;
  const draws: Draws = {
    uniform: (index) => numbers.uniform(visit, index),
    integer: (index, bound) => numbers.integers(visit, index, bound),
    fillUniform: (out, low, high) => numbers.fillUniform(out, visit, low, high),
    fillNormal: (out, mean, deviation) => numbers.fillNormal(out, visit, mean, deviation),
  };
  return (next) => {
    visit = next;
    return draws;
  };
}
