import { createHash } from "node:crypto";
import type { Figure } from "./figure.ts";
import type { FiguresDataset } from "./figureFiles.ts";
import { renderFigure } from "./reportFigure.ts";
import { reportStyle } from "./reportStyle.ts";
import { type ReportTable, renderTable } from "./reportTable.ts";
import { escapeXml } from "./text.ts";

/** What a study has to say, in the order in which a reader wants it. */
export interface Report {
  /** What it is the report of. */
  readonly kind: "study" | "sweep" | "run" | "probe";
  /** Language of the words, as in the `lang` attribute; by default English. */
  readonly language?: string;
  readonly title: string;
  readonly question: string;
  /** Who asked it, where somebody did before: author, year, title. */
  readonly source?: string;
  /** On which data; stands above the answer, so that nobody takes it for one on other data. */
  readonly data: string;
  /** Where all figures are of one data set; their files name it. */
  readonly dataset?: FiguresDataset;
  /** Sentences; the first is the answer. */
  readonly summary: readonly string[];
  /** Sentences on single findings, as a list below the answer. */
  readonly findings?: readonly string[];
  readonly claims: readonly ReportClaim[];
  readonly sections: readonly ReportSection[];
  /** Assumptions, and what was done otherwise than in the source. */
  readonly notes: readonly string[];
  /** Settings by name. */
  readonly configuration: Readonly<Record<string, string | number | boolean>>;
  /** Where the numbers come from: version, machine, library, date, data. */
  readonly provenance: Readonly<Record<string, string | number | boolean>>;
}

/** A number that the source printed beside the one measured, in the words that the reader sees. */
export interface ReportClaim {
  readonly claim: string;
  readonly paper: string;
  readonly measured: string;
  /** Number of seeds. */
  readonly n: number;
  /** Number of seeds that it takes to decide. */
  readonly needed: number;
  readonly verdict: "agrees" | "differs" | "undecided";
  readonly caveat?: string;
}

/** One part of a report: words first, then tables, then figures, then what only some look up. */
export interface ReportSection {
  /** Lower-case words joined by hyphens, unique within the report. */
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** Sentences to be kept in mind, as a list below the paragraphs. */
  readonly notes?: readonly string[];
  readonly tables: readonly ReportTable[];
  readonly figures: readonly Figure[];
  /** Tables below the figures. */
  readonly lookedUp?: readonly ReportTable[];
}

interface Part {
  readonly id: string;
  readonly title: string;
  readonly html: string;
}

/**
 * One HTML file that needs nothing else: no network, no second file, and no script unless a figure has a view; then the
 * scripts of its views and nothing else can run.
 *
 * @throws {RangeError} when two sections or two figures have the same id
 */
export function renderReport(report: Report): string {
  const { language = "en", kind, title, question, source, data, summary, findings = [] } = report;
  checkIds(report);
  const parts = partsOf(report);
  const { scripts, styles } = viewsOf(report);
  return [
    "<!doctype html>",
    `<html lang="${escapeXml(language)}">`,
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    // The browser itself holds the report to its promise: nothing is fetched.
    `<meta http-equiv="Content-Security-Policy" content="${policyOf(scripts)}">`,
    `<title>${escapeXml(title)}</title><style>${[reportStyle, ...styles].join("")}</style></head>`,
    "<body><header>",
    `<p class="kind">learnscope ${kind}</p>`,
    `<h1>${escapeXml(title)}</h1>`,
    `<p class="question">${escapeXml(question)}</p>`,
    ...(source === undefined ? [] : [`<p class="source">Asked by: ${escapeXml(source)}</p>`]),
    `<p class="data">${escapeXml(data)}</p>`,
    "</header><main>",
    `<section class="answer" id="section-answer"><h2>Answer</h2>${paragraphs(summary)}${renderList(findings)}</section>`,
    `<nav aria-labelledby="contents"><h2 id="contents">Contents</h2><ol>${parts.map(renderLink).join("")}</ol></nav>`,
    ...parts.map(renderPart),
    "</main>",
    `<footer>${footerOf(scripts)}</footer>`,
    ...scripts.map((script) => `<script>${script}</script>`),
    "</body></html>\n",
  ].join("\n");
}

/** The scripts and style sheets of all views, each once. */
function viewsOf({ sections }: Report) {
  const views = sections.flatMap(({ figures }) => figures).flatMap(({ view }) => view ?? []);
  return {
    scripts: [...new Set(views.map(({ script }) => script))],
    styles: [...new Set(views.map(({ style }) => style))],
  };
}

/** A browser runs a script of the page only if the policy has its hash. */
function policyOf(scripts: readonly string[]): string {
  const hashes = scripts.map(
    (script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`,
  );
  return [
    "default-src 'none'",
    ...(hashes.length > 0 ? [`script-src ${hashes.join(" ")}`] : []),
    "style-src 'unsafe-inline'",
    "img-src data:",
    // What a script could do that is no fetching.
    ...(hashes.length > 0 ? ["base-uri 'none'", "form-action 'none'"] : []),
  ].join("; ");
}

function footerOf(scripts: readonly string[]): string {
  return scripts.length === 0
    ? "This file needs no network: pictures and data are inside it."
    : "This file needs no network: pictures, data and the script for looking through them are inside it, and no other script can run.";
}

function checkIds({ sections }: Report): void {
  const reserved = ["answer", "claims", "notes", "configuration", "provenance"];
  checkUnique("sections", [...reserved, ...sections.map(({ id }) => id)]);
  const figures = sections.flatMap((section) => section.figures);
  checkUnique(
    "figures",
    figures.map(({ id }) => id),
  );
}

function checkUnique(what: string, ids: readonly string[]): void {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new RangeError(
      `Cannot render the report: two ${what} have the id "${twice}", needs one id each`,
    );
  }
}

const notesTitles: { readonly [Kind in Report["kind"]]: string } = {
  study: "Assumptions and deviations",
  sweep: "Assumptions and deviations",
  run: "What this report does not tell",
  probe: "What this report does not tell",
};

/** The sections of the page after the answer; those without content are left out. */
function partsOf(report: Report): Part[] {
  const { kind, dataset, claims, sections, notes, configuration, provenance } = report;
  const numbers = new Map(
    sections.flatMap(({ figures }) => figures).map(({ id }, index) => [id, index + 1]),
  );
  const own = sections.map(
    ({ id, title, paragraphs: texts, notes: toMind = [], tables, figures, lookedUp = [] }) => ({
      id,
      title,
      html: [
        paragraphs(texts),
        ...(toMind.length > 0 ? [`<p>To be kept in mind:</p>${renderList(toMind)}`] : []),
        ...tables.map(renderTable),
        ...figures.map((figure) =>
          renderFigure(figure, { number: numbers.get(figure.id)!, dataset }),
        ),
        ...lookedUp.map(renderLookedUp),
      ].join("\n"),
    }),
  );
  const parts: Part[] = [
    { id: "claims", title: "The paper's numbers and ours", html: renderClaims(claims) },
    ...own,
    { id: "notes", title: notesTitles[kind], html: renderList(notes) },
    { id: "configuration", title: "Configuration", html: renderPairs(configuration) },
    { id: "provenance", title: "Where the numbers come from", html: renderPairs(provenance) },
  ];
  return parts.filter(({ html }) => html !== "");
}

/** More rows than these are shown to those who ask. */
const mostOpenRows = 12;

function renderLookedUp(table: ReportTable): string {
  const open = table.rows.length <= mostOpenRows ? " open" : "";
  const [what = ""] = table.caption.split(/;| \(±/);
  const summary = `The numbers: ${what.charAt(0).toLowerCase()}${what.slice(1)}`;
  return `<details${open}><summary>${escapeXml(summary)}</summary>${renderTable(table)}</details>`;
}

function renderPart({ id, title, html }: Part): string {
  return `<section id="section-${escapeXml(id)}"><h2>${escapeXml(title)}</h2>\n${html}</section>`;
}

function renderLink({ id, title }: Part): string {
  return `<li><a href="#section-${escapeXml(id)}">${escapeXml(title)}</a></li>`;
}

const verdictSigns = { agrees: "✓", differs: "✗", undecided: "–" } as const;

function renderClaims(claims: readonly ReportClaim[]): string {
  if (claims.length === 0) return "";
  const rows = claims.map(({ claim, paper, measured, n, needed, verdict, caveat = "" }) =>
    [
      `<tr><th scope="row">${escapeXml(claim)}${renderCaveat(caveat)}</th>`,
      `<td class="right">${escapeXml(paper)}</td><td class="right">${escapeXml(measured)}</td>`,
      `<td class="right">${n}</td><td class="right">${needed}</td>`,
      `<td class="verdict ${verdict === "undecided" ? "" : verdict}">${verdictSigns[verdict]} ${verdict}</td></tr>`,
    ].join(""),
  );
  const heads = ["Claim", "Paper", "Measured, 95% CI (Student t)", "Seeds", "Needed", "Verdict"];
  return [
    '<div class="scroll" role="region" tabindex="0" aria-label="Claims"><table class="claims">',
    `<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join("")}</tr></thead>`,
    `<tbody>${rows.join("\n")}</tbody></table></div>`,
  ].join("\n");
}

function renderCaveat(caveat: string): string {
  return caveat === "" ? "" : ` <span class="caveat">${escapeXml(caveat)}</span>`;
}

function paragraphs(texts: readonly string[]): string {
  return texts.map((text) => `<p>${escapeXml(text)}</p>`).join("\n");
}

function renderList(items: readonly string[]): string {
  if (items.length === 0) return "";
  return `<ul>${items.map((item) => `<li>${escapeXml(item)}</li>`).join("\n")}</ul>`;
}

function renderPairs(pairs: Readonly<Record<string, string | number | boolean>>): string {
  const entries = Object.entries(pairs);
  if (entries.length === 0) return "";
  const rows = entries.map(
    ([key, value]) => `<dt>${escapeXml(key)}</dt><dd>${escapeXml(String(value))}</dd>`,
  );
  return `<dl>${rows.join("\n")}</dl>`;
}
