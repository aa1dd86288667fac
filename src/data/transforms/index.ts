/** The table of transforms, in the order of a list: where things are, how they look, what is missing, what is mixed. */
import { affine } from "./affine.ts";
import type { BatchTransform } from "./batchTransform.ts";
import { blur } from "./blur.ts";
import { centreCrop } from "./centreCrop.ts";
import { crop } from "./crop.ts";
import { cutmix } from "./cutmix.ts";
import { cutout } from "./cutout.ts";
import { elastic } from "./elastic.ts";
import { erase } from "./erase.ts";
import { flip } from "./flip.ts";
import { grey } from "./grey.ts";
import { jitter } from "./jitter.ts";
import { lighting } from "./lighting.ts";
import { mixup } from "./mixup.ts";
import { noise } from "./noise.ts";
import { patchShuffle } from "./patchShuffle.ts";
import { resize } from "./resize.ts";
import { resizedCrop } from "./resizedCrop.ts";
import { rotate } from "./rotate.ts";
import type { ImageTransform } from "./transform.ts";
import { translate } from "./translate.ts";

/** All transforms. */
export const transforms: readonly (ImageTransform | BatchTransform)[] = [
  resize,
  centreCrop,
  crop,
  resizedCrop,
  flip,
  translate,
  rotate,
  affine,
  elastic,
  jitter,
  lighting,
  grey,
  blur,
  noise,
  cutout,
  erase,
  patchShuffle,
  mixup,
  cutmix,
];
