import { expect, test } from "vitest";
import { checkLinks } from "./checkLinks.mjs";
import { makeProject } from "./makeProject.ts";

test("checkLinks() accepts links to files, folders, headings and other sites", () => {
  const root = makeProject({
    "README.md": [
      "# The laboratory",
      '[a](docs/guide.md) [b](docs/guide.md#the-2nd-step-why) ![c](docs/images/c.svg "title") [d](#the-laboratory)',
      "[e](https://example.org/nothing) [f](docs/) [g][label] [h](docs/guide.md#again-1)",
      "",
      "[label]: docs/guide.md#anchor",
    ].join("\n"),
    "docs/guide.md": [
      "# Guide",
      "## The 2nd step: *why?*",
      "## Again",
      "## Again",
      '<a id="anchor"></a> [up](../README.md)',
    ].join("\n"),
    "docs/images/c.svg": "<svg/>",
  });
  expect(checkLinks(root)).toEqual({
    problems: [],
    summary: "8 internal links in 2 documents",
  });
});

test("checkLinks() refuses links to missing files and headings, and out of the project", () => {
  const root = makeProject({
    "docs/guides/first.md": [
      "# First",
      "[a](second.md) and ![b](../images/b.svg)",
      "[c](../words.md#sed) [d](#second)",
      '<img src="e.png">',
      "",
      "[f]: ../../../f.md",
    ].join("\n"),
    "docs/words.md": "# Seed\n",
  });
  expect(checkLinks(root).problems).toEqual([
    'docs/guides/first.md:2: link "second.md" leads to no file',
    'docs/guides/first.md:2: link "../images/b.svg" leads to no file',
    'docs/guides/first.md:3: link "../words.md#sed" leads to no heading of docs/words.md',
    'docs/guides/first.md:3: link "#second" leads to no heading of docs/guides/first.md',
    'docs/guides/first.md:4: link "e.png" leads to no file',
    'docs/guides/first.md:6: link "../../../f.md" leads out of the project',
  ]);
});

test("checkLinks() does not read code, and headings in code are none", () => {
  const root = makeProject({
    "README.md": [
      "```sh",
      "# comment",
      "[a](nowhere.md)",
      "```",
      "`[b](nowhere.md)` [c](#comment)",
    ].join("\n"),
  });
  expect(checkLinks(root).problems).toEqual([
    'README.md:5: link "#comment" leads to no heading of README.md',
  ]);
});
