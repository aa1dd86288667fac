/**
 * What classes are called that a file gives names for: the first of the names that stand with commas between them. Where
 * two classes have the same, as ImageNet has two cranes, their ids follow in brackets; a class without a name is called by
 * its id.
 */
export function namedClasses(
  ids: readonly string[],
  names: ReadonlyMap<string, string>,
): readonly string[] {
  const first = ids.map((id) => names.get(id)?.split(",")[0]?.trim() || id);
  const met = new Set<string>();
  const shared = new Set<string>();
  for (const name of first) (met.has(name) ? shared : met).add(name);
  return first.map((name, label) => (shared.has(name) ? `${name} (${ids[label]})` : name));
}
