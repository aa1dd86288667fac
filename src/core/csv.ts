/** One value of a table that people and programs read: null is "not known". */
export type Cell = string | number | boolean | null;

/** One row of a table, by column name. Every row of a table has the same columns. */
export type DataRow = Readonly<Record<string, Cell>>;

/**
 * Comma-separated values with a header line.
 *
 * @source RFC 4180, with line feeds alone between records
 */
export function csvOf(rows: readonly DataRow[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => csvLine(columns.map((column) => row[column] ?? null)));
  return [csvLine(columns), ...lines].join("");
}

/** One line of that, with its end. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(fieldOf).join(",")}\n`;
}

function fieldOf(value: Cell): string {
  const text = value === null ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
