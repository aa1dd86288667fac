import { closestChoice } from "./page/closestChoice.ts";
import { ImageCard } from "./page/imageCard.ts";
import { nearestPoint } from "./page/nearestPoint.ts";
import { numbersOf } from "./page/numbersOf.ts";
import { pointTowards } from "./page/pointTowards.ts";
import { type PageParts, ScatterPage } from "./page/scatterPage.ts";
import { ScatterStage } from "./page/scatterStage.ts";
import { ScenePainter } from "./page/scenePainter.ts";

const parts: PageParts = {
  closestChoice,
  ImageCard,
  nearestPoint,
  numbersOf,
  pointTowards,
  ScatterStage,
  ScenePainter,
};

/**
 * The script that brings all scatters of a page to life: the text of its parts, which import nothing and use nothing that
 * stands outside them, each under its name.
 */
export function scatterScript(): string {
  const texts = Object.entries(parts).map(([name, part]) => `${name}: ${part}`);
  return `"use strict";
{
const parts = {
${texts.join(",\n")}
};
const ScatterPage = ${ScatterPage};
for (const host of document.querySelectorAll(".scatter")) new ScatterPage(host, parts);
}
`;
}
