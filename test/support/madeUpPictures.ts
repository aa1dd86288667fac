import { makeStream } from "../../src/core/random.ts";
import { depthOf, layerNames } from "../../src/studies/latent/layers.ts";
import type { LayerPicture, ShownImages } from "../../src/studies/latent/measure/measured.ts";

const classes = 10;

/** Pictures of every layer at these epochs, in which classes move apart as training goes on, most in the deepest layer. */
export function madeUpPictures(
  epochs: readonly number[],
  { count, seed }: { readonly count: number; readonly seed: number },
): LayerPicture[] {
  return layerNames.flatMap((layer) =>
    (["tsne", "umap"] as const).flatMap((method) =>
      epochs.map((epoch): LayerPicture => {
        const apart = (depthOf(layer) / layerNames.length) * (epoch / epochs.at(-1)!);
        const noise = new Float32Array(2 * count);
        makeStream(seed, `picture/${method}`).fillUniform(noise, 0, -1, 1);
        const positions = Array.from({ length: count }, (_, image) => {
          const angle = (2 * Math.PI * (image % classes)) / classes;
          const [x, y] = [noise[2 * image]!, noise[2 * image + 1]!];
          const rounded = (place: number) => Number((10 * place).toPrecision(4));
          return [
            rounded(3 * apart * Math.cos(angle) + x),
            rounded(3 * apart * Math.sin(angle) + y),
          ];
        });
        return {
          ...{ layer, method, epoch },
          positions: positions.flat(),
          neighboursKept: 0.45,
          sameClass: 0.1 + 0.7 * apart,
        };
      }),
    ),
  );
}

/** Images of 8 × 8 pixels, each class of a colour and a stripe of its own. */
export function madeUpShown(count: number): ShownImages {
  const side = 8;
  const labels = Array.from({ length: count }, (_, image) => image % classes);
  const bytes = labels.flatMap((label) =>
    Array.from({ length: 3 * side * side }, (_, at) => {
      const channel = Math.floor(at / (side * side));
      const isStripe = at % side === label % side;
      return isStripe ? 255 : (60 + 70 * channel + 25 * label) % 256;
    }),
  );
  const pixels = Buffer.from(bytes).toString("base64");
  return { channels: 3, height: side, width: side, labels, pixels };
}
