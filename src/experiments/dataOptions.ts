import type { Setting } from "../core/settings.ts";
import { dataSets } from "../data/catalogue.ts";
import type { DataSource } from "../data/dataSource.ts";

/** The options of a data set as keys; those that lie in files have none. */
export function dataOptionKeys(name: string): Readonly<Record<string, Setting<unknown>>> {
  const source: DataSource | undefined = Object.hasOwn(dataSets, name)
    ? dataSets[name as keyof typeof dataSets]
    : undefined;
  return source?.kind === "generated" ? { ...source.settings } : {};
}
