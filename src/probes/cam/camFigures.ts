import type { Figure } from "../../figures/figure.ts";
import { type ReadingRow, readingCurves } from "../../figures/probes/readingCurves.ts";
import { imagesText } from "../../probing/imagesText.ts";
import type { ProbeResult } from "../../probing/probe.ts";
import { readingRows } from "../../probing/readingRows.ts";
import { camMapsFigure } from "./camMapsFigure.ts";
import type { CamMethod } from "./camMethod.ts";
import type { CamOptions } from "./camOptions.ts";

/** Of so many runs the maps are drawn. */
const mostRuns = 3;

type CamWords = Pick<CamMethod<CamOptions>, "id" | "title" | "shows">;

/**
 * The figures of a class-activation map: the maps of the first images over the epochs, and what was measured.
 *
 * @source own design
 */
export async function camFigures<Options extends CamOptions>(
  result: ProbeResult<Options>,
  words: CamWords,
): Promise<Figure[]> {
  const runs = [...new Set(result.points.map(({ run }) => run))];
  const figures: Figure[] = [];
  for (const [place, run] of runs.slice(0, mostRuns).entries()) {
    const drawn = await camMapsFigure(result, {
      ...words,
      id: `${figureId(words.id)}-maps${place > 0 ? `-${place + 1}` : ""}`,
      points: result.points.filter((point) => point.run === run),
      run: runs.length > 1 ? run : "",
    });
    if (drawn) figures.push(drawn);
  }
  return [...figures, ...(await numberFigures(result, words))];
}

const area = "area under the probability";

/** Insertion and deletion stand in one picture, with what random maps give both. */
async function numberFigures<Options extends CamOptions>(
  { options, points }: ProbeResult<Options>,
  { id, title }: CamWords,
): Promise<Figure[]> {
  const all = readingRows(points);
  const { part, count, steps, baseline } = options;
  const words = {
    id: figureId(id),
    headlines: {
      [area]: `${title}: whether its maps show what the answer rests on`,
      "insertion less deletion": `${title}: how much more its maps tell than random ones`,
      "mass in the top tenth": `${title}: how narrow its maps are`,
      "zero maps": `${title}: how many maps are the same everywhere`,
    },
    subtitle: `layer ${all[0]?.layer ?? ""}, ${imagesText({ part, count })}; ${steps} steps, baseline ${baseline}`,
  };
  const rows = all.map(({ layer: _, ...row }): ReadingRow => {
    const isArea = row.quantity === "insertion" || row.quantity === "deletion";
    return isArea ? { ...row, of: row.quantity, quantity: area } : row;
  });
  const areas = await readingCurves(
    rows.filter(({ quantity }) => quantity === area),
    { ...words, caption: areaCaption },
  );
  const others = await readingCurves(
    rows.filter(({ quantity }) => quantity !== area),
    {
      ...words,
      captions: otherCaptions,
      formats: { "mass in the top tenth": "percent", "zero maps": "percent" },
    },
  );
  return [...areas, ...others];
}

const areaCaption =
  "Pixels go (deletion) or come (insertion) in the order of the map, the highest first; the area is under the probability of the class over the share of pixels that went or came. A map that is right has a high insertion and a low deletion; by random maps of as many positions both are the same (dotted: the interval of their mean).";

const otherCaptions = {
  "insertion less deletion":
    "Insertion is the area under the probability of the class while pixels come in the order of the map, deletion that while they go: their difference is 0 by random maps, and the larger the better the map tells what the answer rests on.",
  "mass in the top tenth":
    "The mass in the top tenth is the share of a map's sum in its highest tenth of pixels, 10% where all are the same (dotted: random maps).",
  "zero maps": "Zero maps are the same everywhere and say nothing.",
};

/** Ids are made of words and hyphens. */
function figureId(id: string): string {
  return id.replaceAll("+", "-plus");
}
