/** Style sheet of scatters in reports, whose colours are the report's. */
export const scatterStyle = `
.scatter { margin: 1.2rem 0; padding: 0.9rem 1rem 1rem; border: 1px solid var(--line); border-radius: 6px; font-size: 0.95rem; line-height: 1.45; }
.scatter p { margin: 0; }
.scatter-title { font-weight: bold; }
.scatter-controls { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1.2rem; margin: 0.6rem 0; }
.scatter-controls label, .scatter-time { display: flex; align-items: center; gap: 0.4rem; }
.scatter-time { flex: 1 1 20rem; }
.scatter-time input { flex: 1; min-width: 6rem; accent-color: var(--link); }
.scatter-time output { min-width: 9.5rem; font-variant-numeric: tabular-nums; }
.scatter select, .scatter button { padding: 0.25rem 0.5rem; min-height: 2rem; border: 1px solid var(--line); border-radius: 4px; background: var(--shade); color: var(--ink); font: inherit; }
.scatter button { cursor: pointer; }
.scatter [hidden] { display: none; }
.scatter :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.scatter-play { min-width: 6rem; }
.scatter-body { display: grid; grid-template-columns: minmax(0, 1fr) 9.5rem; gap: 1rem; align-items: start; }
.scatter-stage { display: block; width: 100%; aspect-ratio: 1; border: 1px solid var(--line); background: var(--background); color: var(--ink); cursor: crosshair; touch-action: manipulation; }
.scatter-card canvas { display: block; width: 8rem; max-width: 100%; margin-bottom: 0.5rem; border: 1px solid var(--line); background: var(--shade); image-rendering: pixelated; }
.scatter-card strong { display: block; font-size: 1.1rem; }
.scatter-card span { display: block; }
.scatter-card [data-part="which"] { color: var(--soft); font-size: 0.88rem; }
.scatter-note:not(:empty) { margin-top: 0.4rem; }
.scatter-legend { display: flex; flex-wrap: wrap; gap: 0.35rem; margin: 0.7rem 0; }
.scatter-legend button { display: inline-flex; align-items: center; gap: 0.35rem; font-size: 0.88rem; }
.scatter-legend svg { min-width: 0; width: 15px; height: 15px; }
.scatter-legend [aria-pressed="false"] { background: none; color: var(--soft); text-decoration: line-through; }
.scatter-legend [aria-pressed="false"] svg { opacity: 0.3; }
.scatter-keys { color: var(--soft); font-size: 0.88rem; }
@media (max-width: 40rem) {
  .scatter { padding: 0.6rem; }
  .scatter-body { grid-template-columns: minmax(0, 1fr); gap: 0.6rem; }
  .scatter-card { display: flex; gap: 0.8rem; min-height: 5.2rem; }
  .scatter-card canvas { width: 5rem; height: 5rem; margin: 0; }
  .scatter select, .scatter button { min-height: 2.5rem; }
}
@media print { .scatter { display: none; } }
`;
