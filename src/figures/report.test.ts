import { createHash } from "node:crypto";
import { JSDOM } from "jsdom";
import { expect, test } from "vitest";
import { figureOf } from "./figure.ts";
import { figureFiles } from "./figureFiles.ts";
import { type Report, renderReport } from "./report.ts";

const figure = (id: string) =>
  figureOf(
    { id, title: `Title of ${id}`, caption: `Caption of ${id} <b>.` },
    { width: 10, height: 10, body: "" },
    [
      { network: "a,b", mean: 1 / 3 },
      { network: "c", mean: null },
    ],
  );

const report: Report = {
  kind: "study",
  title: "Is <i>it</i> robust?",
  question: "Does it & its kin recognise what was moved?",
  data: "Data: MNIST & more",
  source: '田中 2024, "CNN"',
  summary: ["No: it loses 40 points.", "Convolution softens the fall."],
  claims: [
    {
      claim: "lenet5, plain",
      paper: "97%",
      measured: "96.5 ± 0.3%",
      n: 3,
      needed: 3,
      verdict: "agrees",
    },
    {
      claim: "mlp, shifted",
      paper: "41%",
      measured: "51%",
      n: 3,
      needed: 5,
      verdict: "differs",
      caveat: "<why>",
    },
    { claim: "none", paper: "1", measured: "–", n: 0, needed: 1, verdict: "undecided" },
  ],
  sections: [
    {
      id: "one",
      title: "First & foremost",
      paragraphs: ["A <script>alert(1)</script> paragraph."],
      tables: [
        {
          caption: "Table",
          columns: ["name", "value"],
          rows: [
            ["x", 0.123456],
            ["y", null],
          ],
        },
      ],
      figures: [figure("first-figure"), figure("second-figure")],
    },
    { id: "two", title: "Second", paragraphs: [], tables: [], figures: [figure("third-figure")] },
  ],
  notes: ["8,733 and 1,217 do not add up to 10,000."],
  configuration: { data: "mnist", epochs: 2 },
  provenance: { version: "0.1.0" },
};

const page = (changes: Partial<Report> = {}) =>
  new JSDOM(renderReport({ ...report, ...changes })).window.document;
const text = (element: Element | null) => element?.textContent?.trim();
const contentOf = ({ href }: HTMLAnchorElement) =>
  Buffer.from(href.split(",")[1]!, "base64").toString();

test("renderReport() begins with the question and the answer", () => {
  const document = page();
  expect(text(document.querySelector("h1"))).toBe(report.title);
  expect(text(document.querySelector(".question"))).toBe(report.question);
  const [first, second] = document.querySelectorAll("#section-answer p");
  expect([text(first!), text(second!)]).toEqual(report.summary);
  expect(document.documentElement.lang).toBe("en");
  expect(page({ language: "ja" }).documentElement.lang).toBe("ja");
});

test("renderReport() lists findings below the answer, and leaves out who asked where nobody did", () => {
  const { source: _source, ...own } = report;
  const findings = ["Mean: 1 & 2.", "Sparsity: 3."];
  const html = renderReport({ ...own, kind: "run", findings });
  const { document } = new JSDOM(html).window;
  expect([...document.querySelectorAll("#section-answer li")].map(text)).toEqual(findings);
  expect(document.querySelector(".source")).toBeNull();
  expect(text(document.querySelector("#section-notes h2"))).toBe("What this report does not tell");
});

test("renderReport() puts what is to be kept in mind before the figures, and what is looked up behind them", () => {
  const row = ["x", 1];
  const tableOf = (count: number) => ({
    caption: `${count} rows`,
    columns: ["name", "value"],
    rows: Array.from({ length: count }, () => row),
  });
  const [first] = report.sections;
  const section = { ...first!, notes: ["Small counts."], lookedUp: [tableOf(2), tableOf(30)] };
  const document = page({ sections: [section] });
  const [short, long] = document.querySelectorAll("#section-one > details");
  expect(text(document.querySelector("#section-one > ul"))).toBe("Small counts.");
  expect([short?.hasAttribute("open"), long?.hasAttribute("open")]).toEqual([true, false]);
  const figure = document.querySelector("#section-one > figure")!;
  expect(figure.compareDocumentPosition(short!) & 4).toBe(4);
});

test("renderReport() takes every word as a word, never as markup", () => {
  const document = page();
  expect(document.querySelector("script, i, b")).toBeNull();
  expect(document.body.textContent).toContain("A <script>alert(1)</script> paragraph.");
  expect(document.body.textContent).toContain("<why>");
});

test("renderReport() lists its sections in a table of contents whose links lead somewhere", () => {
  const document = page();
  const links = [...document.querySelectorAll("nav a")];
  expect(links.map(text)).toEqual([
    "The paper's numbers and ours",
    "First & foremost",
    "Second",
    "Assumptions and deviations",
    "Configuration",
    "Where the numbers come from",
  ]);
  for (const link of links) {
    expect(document.querySelector(`${link.getAttribute("href")} > h2`)).not.toBeNull();
  }
});

test("renderReport() shows claims with verdicts in words and signs", () => {
  const verdicts = [...page().querySelectorAll(".verdict")].map(text);
  expect(verdicts).toEqual(["✓ agrees", "✗ differs", "– undecided"]);
});

test("renderReport() says how many seeds a claim has and needs, and what its interval is", () => {
  const cells = (row: Element) => [...row.querySelectorAll("th, td")].map(text);
  const [heads, , second] = [...page().querySelectorAll(".claims tr")].map(cells);
  expect(heads).toEqual([
    "Claim",
    "Paper",
    "Measured, 95% CI (Student t)",
    "Seeds",
    "Needed",
    "Verdict",
  ]);
  expect(second!.slice(1)).toEqual(["41%", "51%", "3", "5", "✗ differs"]);
});

test("renderReport() puts a claim's caveat below it, and nothing where there is none", () => {
  const claims = [...page().querySelectorAll('.claims th[scope="row"]')];
  expect(claims.map((claim) => text(claim.querySelector(".caveat")))).toEqual([
    undefined,
    "<why>",
    undefined,
  ]);
});

test("renderReport() numbers figures through all sections and captions them", () => {
  const captions = [...page().querySelectorAll("figcaption")].map(text);
  expect(captions).toEqual([
    "Figure 1. Caption of first-figure <b>.",
    "Figure 2. Caption of second-figure <b>.",
    "Figure 3. Caption of third-figure <b>.",
  ]);
});

test("renderReport() carries each figure's files in itself", () => {
  const links = [...page().querySelectorAll<HTMLAnchorElement>("#figure-first-figure a[download]")];
  const { svg, csv, data } = figure("first-figure");
  expect(links.map((link) => link.download)).toEqual([
    "first-figure.svg",
    "first-figure.csv",
    "first-figure.json",
  ]);
  const contents = links.map(contentOf);
  expect(contents.slice(0, 2)).toEqual([svg, csv]);
  expect(JSON.parse(contents[2]!).data).toEqual(data);
});

test("renderReport() names the data set in each figure's files where there is one for all", () => {
  const dataset = { title: "CIFAR-10 (JPEG)", line: "Data: CIFAR-10 (JPEG), 2 images" };
  const document = page({ dataset });
  for (const { id } of report.sections.flatMap(({ figures }) => figures)) {
    const links = [...document.querySelectorAll<HTMLAnchorElement>(`#figure-${id} a[download]`)];
    expect(links.map(contentOf)).toEqual(figureFiles(figure(id), dataset).map((file) => file.text));
  }
});

test("renderReport() shows tables with numbers to the right and unknown values as dashes", () => {
  const cells = [...page().querySelectorAll("#section-one > .scroll td")];
  expect(cells.map(text)).toEqual(["x", "0.1235", "y", "–"]);
  expect(cells.map((cell) => cell.className)).toEqual(["left", "right", "left", "right"]);
});

test("renderReport() ends the table of long data early and says so", () => {
  const rows = Array.from({ length: 201 }, (_, x) => ({ x }));
  const long = { ...figure("long"), data: rows };
  const sections = [{ ...report.sections[1]!, figures: [long] }];
  const details = page({ sections }).querySelector("#figure-long details")!;
  expect(details.querySelectorAll("tbody tr")).toHaveLength(200);
  expect(details.textContent).toContain("The first 200 of 201 rows; the files hold them all.");
});

test("renderReport() shortens the numbers of single seeds in the table, not in the files", () => {
  const data = [{ values: "0.3333333333 0.25 -1.0000001", name: "v1.2.3" }];
  const seeds = { ...figure("seeds"), data };
  const sections = [{ ...report.sections[1]!, figures: [seeds] }];
  const details = page({ sections }).querySelector("#figure-seeds details")!;
  expect([...details.querySelectorAll("td")].map(text)).toEqual(["0.3333 0.25 -1", "v1.2.3"]);
  const json = contentOf(details.querySelector<HTMLAnchorElement>("a[download$=json]")!);
  expect(JSON.parse(json).data).toEqual(data);
});

test("renderReport() leaves out sections without content", () => {
  const links = [...page({ claims: [], notes: [], provenance: {} }).querySelectorAll("nav a")];
  expect(links.map(text)).toEqual(["First & foremost", "Second", "Configuration"]);
});

test("renderReport() needs neither network nor script", () => {
  const html = renderReport(report);
  expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`);
  expect(html).not.toMatch(/<(script|link|iframe)\b|@import|url\(/);
  const document = page();
  const addresses = [...document.querySelectorAll("[href], [src]")].map(
    (element) => element.getAttribute("href") ?? element.getAttribute("src"),
  );
  expect(addresses.every((address) => /^(#|data:)/.test(address!))).toBe(true);
});

test("renderReport() lets the scripts of its views run, each once, and no other", () => {
  const view = (script: string) => ({
    html: "<p>Look.</p>",
    style: ".look { color: red; }",
    script,
  });
  const figures = ["let a = 1 < 2;", "let a = 1 < 2;", "let b;"].map((script, at) => ({
    ...figure(`view-${at}`),
    view: view(script),
  }));
  const document = page({ sections: [{ ...report.sections[1]!, figures }] });
  const scripts = [...document.querySelectorAll("script")].map(({ textContent }) => textContent);
  expect(scripts).toEqual(["let a = 1 < 2;", "let b;"]);
  const hashes = scripts.map((script) => createHash("sha256").update(script!).digest("base64"));
  expect(document.querySelector("meta[http-equiv]")?.getAttribute("content")).toBe(
    `default-src 'none'; script-src 'sha256-${hashes[0]}' 'sha256-${hashes[1]}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`,
  );
  expect(document.querySelector("head style")!.textContent!.split(".look")).toHaveLength(2);
  expect(document.querySelectorAll("figure > figcaption + p")).toHaveLength(3);
  expect(text(document.querySelector("footer"))).toContain("no other script can run");
});

test("renderReport() has one main heading, and no id twice", () => {
  const document = page();
  expect(document.querySelectorAll("h1")).toHaveLength(1);
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("renderReport() refuses ids that would clash", () => {
  const [one, two] = report.sections;
  expect(() => renderReport({ ...report, sections: [one!, { ...two!, id: "one" }] })).toThrow(
    new RangeError('Cannot render the report: two sections have the id "one", needs one id each'),
  );
  expect(() => renderReport({ ...report, sections: [{ ...one!, id: "claims" }] })).toThrow(
    new RangeError(
      'Cannot render the report: two sections have the id "claims", needs one id each',
    ),
  );
  const sections = [{ ...one!, figures: [figure("same"), figure("same")] }];
  expect(() => renderReport({ ...report, sections })).toThrow(
    new RangeError('Cannot render the report: two figures have the id "same", needs one id each'),
  );
});

test("renderReport() refuses a table whose rows do not fit its columns", () => {
  const tables = [{ caption: "Odd", columns: ["a", "b"], rows: [["x"]] }];
  const sections = [{ ...report.sections[0]!, tables }];
  expect(() => renderReport({ ...report, sections })).toThrow(
    new RangeError('Cannot render the table "Odd": a row has 1 cells, needs 2'),
  );
});
