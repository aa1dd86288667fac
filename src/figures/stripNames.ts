import { fontSize, textAt } from "./drawing.ts";
import { type StripPlaces, stripNamesWidth } from "./stripPlaces.ts";
import { fittingText, wrapText } from "./text.ts";
import { colours } from "./theme.ts";

const room = stripNamesWidth - 12;

/** The names of the groups, in two lines where one has no room for them. */
export function stripNames({ lines, border }: StripPlaces): string {
  const names = lines.map(({ group, kind, y }) => {
    const colour = kind === "null" ? colours.soft : colours.ink;
    const [first = "", ...rest] = wrapText(group, fontSize, room);
    const texts = rest.length === 0 ? [first] : [first, rest.join(" ")];
    const top = y + 4 - (texts.length - 1) * 6.5;
    return texts
      .map((text, at) => textAt(0, top + 13 * at, fittingText(text, fontSize, room), { colour }))
      .join("");
  });
  return [...names, ...(border === undefined ? [] : [nullsLine(border)])].join("");
}

function nullsLine(y: number): string {
  const line = `<line x1="0" x2="${stripNamesWidth}" y1="${y}" y2="${y}" stroke="${colours.faint}"/>`;
  const text = textAt(0, y + 17, "null distributions", { weight: "bold", colour: colours.soft });
  return `${line}${text}`;
}
