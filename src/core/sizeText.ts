const units = ["KiB", "MiB", "GiB", "TiB"] as const;

/**
 * A number of bytes as people read it: `12.3 MiB`.
 *
 * Units: bytes, in powers of 1024
 */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${Math.round(bytes)} B`;
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), units.length);
  return `${(bytes / 1024 ** power).toFixed(1)} ${units[power - 1]}`;
}
