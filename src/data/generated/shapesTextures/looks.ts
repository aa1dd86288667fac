/** In what images of the same shape and texture differ; neither has a share in it. */
export const looks = {
  /** Of the shape, relative to half the side of the image. */
  radius: [0.62, 0.8],
  /** Of the way from the middle to where the circle around the shape meets the border. */
  moveX: [-0.8, 0.8],
  moveY: [-0.8, 0.8],
  /** Turns of shape and texture in radians: small, since stripes have names by their direction. */
  turn: [-0.25, 0.25],
  textureTurn: [-0.12, 0.12],
  /** Length in which the texture repeats itself, relative to half the side of the image. */
  period: [0.34, 0.46],
  /** Where the texture begins, in periods, and which of the random ones it is. */
  phaseU: [0, 1],
  phaseV: [0, 1],
  roll: [0, 1],
  /** From 0.5 the marks of the texture are its lighter colour, below the darker. */
  polarity: [0, 1],
  /** Brightness of the background, 0 black to 1 white, and by how much both colours of the texture differ from it. */
  background: [0.4, 0.6],
  lighter: [0.18, 0.38],
  darker: [0.18, 0.38],
  /** How far the three colours are from grey, and their places on the circle of hues, in radians. */
  backgroundChroma: [0, 0.05],
  lightChroma: [0, 0.16],
  darkChroma: [0, 0.16],
  backgroundHue: [0, 2 * Math.PI],
  lightHue: [0, 2 * Math.PI],
  darkHue: [0, 2 * Math.PI],
} as const satisfies { readonly [trait: string]: readonly [number, number] };

/** How one image looks, apart from its shape and texture. */
export type Look = Readonly<Record<keyof typeof looks, number>>;
