/** What stands beside an axis of epochs. */
export function epochLabel(hasInitialisation: boolean, xScale: "linear" | "logarithmic"): string {
  const label = hasInitialisation ? "epoch (0: initialisation)" : "epoch";
  return xScale === "logarithmic" ? `${label}, on a logarithmic scale` : label;
}
