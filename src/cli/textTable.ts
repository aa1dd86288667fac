/** What a terminal's table shows; numbers stand right, words left. */
export interface TextTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly TextCell[])[];
}

type TextCell = string | number | boolean | null;

/** A table as lines of text; columns are two spaces apart, and an empty cell is a dash. */
export function textTable({ columns, rows }: TextTable): string {
  const texts = rows.map((row) => row.map(textOf));
  const widths = columns.map((column, at) =>
    Math.max(widthOf(column), ...texts.map((row) => widthOf(row[at]!))),
  );
  const isRight = columns.map((_, at) => rows.some((row) => typeof row[at] === "number"));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => {
        const space = " ".repeat(widths[at]! - widthOf(cell));
        return isRight[at] ? space + cell : cell + space;
      })
      .join("  ")
      .trimEnd();
  return [line(columns), line(widths.map((width) => "─".repeat(width))), ...texts.map(line)].join(
    "\n",
  );
}

/** Characters that a terminal draws two columns wide: Chinese, Japanese, Korean. */
function widthOf(text: string): number {
  return [...text].reduce((width, char) => width + (char.codePointAt(0)! >= 0x2e80 ? 2 : 1), 0);
}

function textOf(cell: TextCell): string {
  if (cell === null || cell === "") return "–";
  if (typeof cell !== "number") return String(cell);
  return Number.isInteger(cell) ? cell.toLocaleString("en-US") : String(Number(cell.toFixed(4)));
}
