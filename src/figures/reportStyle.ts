import { fontFamily } from "./theme.ts";

/** Style sheet of the report: light and dark on screens, light on paper. */
export const reportStyle = `
:root {
  color-scheme: light;
  --background: #ffffff; --ink: #1b1f24; --soft: #57606a; --line: #d9dee4; --shade: #f4f6f8;
  --link: #0b5cad; --good: #0b6b3a; --bad: #b3261e;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    color-scheme: dark;
    --background: #14171b; --ink: #e6e9ec; --soft: #a4adb7; --line: #353c45; --shade: #1d2126;
    --link: #79b8ff; --good: #5fd08f; --bad: #ff7a70;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2.5rem 1.25rem 5rem; max-width: 50rem;
  background: var(--background); color: var(--ink);
  font: 1.0625rem/1.6 ${fontFamily}; text-rendering: optimizeLegibility;
}
h1 { margin: 0.2rem 0 0.6rem; font-size: 2rem; line-height: 1.2; }
h2 { margin: 3rem 0 0.8rem; font-size: 1.4rem; line-height: 1.3; }
p, li { max-width: 44rem; }
a { color: var(--link); }
.kind { margin: 0; color: var(--soft); font-size: 0.9rem; letter-spacing: 0.04em; }
.question { margin: 0.4rem 0; font-size: 1.25rem; line-height: 1.45; }
.source, footer { color: var(--soft); font-size: 0.95rem; }
nav { margin: 1.5rem 0; padding: 0.8rem 1.2rem; border: 1px solid var(--line); border-radius: 6px; }
nav h2 { margin: 0 0 0.3rem; font-size: 1rem; }
nav ol { margin: 0; padding-left: 1.4rem; columns: 2; column-gap: 2rem; font-size: 0.95rem; }
.answer { padding: 0.2rem 1.2rem 0.6rem; border-left: 4px solid #0072b2; background: var(--shade); }
.answer h2 { margin-top: 0.8rem; }
.data { font-weight: bold; }
.answer p:first-of-type { font-size: 1.15rem; font-weight: bold; }
.scroll { overflow-x: auto; }
.scroll:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
table { border-collapse: collapse; margin: 0.5rem 0 1.5rem; font-size: 0.92rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
caption { padding-bottom: 0.4rem; color: var(--soft); text-align: left; }
th, td { padding: 0.35rem 0.6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid var(--soft); vertical-align: bottom; }
td:first-child, th:first-child { padding-left: 0.2rem; }
td.right { white-space: nowrap; }
.claims th[scope="row"] { min-width: 16rem; }
.caveat { display: block; color: var(--soft); font-size: 0.9em; font-weight: normal; }
.right { text-align: right; }
.center { text-align: center; }
.verdict { white-space: nowrap; font-weight: bold; }
.agrees { color: var(--good); }
.differs { color: var(--bad); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1.2rem; font-size: 0.95rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
figure { margin: 2rem 0 2.5rem; }
/* The margin inside the picture stands outside the column of text, so that the two align. */
figure > .scroll { margin: 0 -1rem; }
figure svg { display: block; min-width: 36rem; max-width: 100%; height: auto; }
figcaption { margin-top: 0.5rem; font-size: 0.95rem; line-height: 1.5; max-width: 44rem; }
details { margin-top: 0.4rem; font-size: 0.92rem; }
details table { font-size: 0.82rem; }
details .scroll { max-height: 24rem; overflow: auto; }
summary { cursor: pointer; color: var(--soft); }
footer { margin-top: 4rem; padding-top: 0.8rem; border-top: 1px solid var(--line); }
@media (max-width: 40rem) {
  body { font-size: 1rem; }
  nav ol { columns: 1; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: 0.5rem; }
}
@page { margin: 18mm 17mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.45; }
  nav, details, footer { display: none; }
  h1 { font-size: 20pt; }
  h2 { margin-top: 1.6rem; font-size: 14pt; }
  h2, caption { break-after: avoid; }
  figure, tr, .answer, dl > * { break-inside: avoid; }
  thead { display: table-header-group; }
  p, li { orphans: 3; widows: 3; }
  .scroll { overflow: visible; }
  /* Paper does not scroll: wide tables are small and break their lines. */
  table { width: 100%; font-size: 8pt; line-height: 1.3; }
  th, td, td.right { padding: 0.25rem 0.35rem; white-space: normal; overflow-wrap: break-word; }
  td:last-child, .claims td:last-child { min-width: 0; }
  /* Two pictures of common height share a page. */
  figure { margin: 1.2rem 0 1.4rem; }
  /* Nothing stands outside the column: paper ends there. */
  figure > .scroll { margin: 0; }
  figure svg { min-width: 0; width: 86%; max-height: 225mm; }
  a { color: inherit; text-decoration: none; }
  .answer, svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
