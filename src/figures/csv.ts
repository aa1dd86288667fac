/** One value of a table that people and programs read: null is "not known". */
export type Cell = string | number | boolean | null;

/** One row of a figure's data, by column name. Every row of a figure has the same columns. */
export type DataRow = Readonly<Record<string, Cell>>;

/**
 * Comma-separated values with a header line.
 *
 * @source RFC 4180, with line feeds alone between records
 */
export function csvOf(rows: readonly DataRow[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => columns.map((column) => fieldOf(row[column] ?? null)).join(","));
  return `${[columns.map(fieldOf).join(","), ...lines].join("\n")}\n`;
}

function fieldOf(value: Cell): string {
  const text = value === null ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
