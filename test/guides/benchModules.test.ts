import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const bench = new URL("../../bench/", import.meta.url);
const scripts = readdirSync(bench, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".mjs"),
);

/** The modules of the built program that a script asks for, and what it takes out of each. */
function askedBy(script: string): { readonly module: string; readonly names: string[] }[] {
  const text = readFileSync(new URL(script, bench), "utf8");
  const asked = text.matchAll(/const \{([^}]*)\} = await built\(\s*"([^"]+)\.js"/g);
  return [...asked].map(([, names = "", module = ""]) => ({
    module,
    names: names.split(",").flatMap((name) => name.split(":")[0]!.trim() || []),
  }));
}

// They ask for modules by text, which no compiler looks at, and run by hand only.
test.each(scripts)("bench/%s asks for what the program has", async (script) => {
  const text = readFileSync(new URL(script, bench), "utf8");
  const asked = askedBy(script);
  expect(asked).toHaveLength([...text.matchAll(/await built\(/g)].length);
  for (const { module, names } of asked) {
    const found = await import(new URL(`../../src/${module}.ts`, import.meta.url).pathname);
    expect(Object.keys(found), module).toEqual(expect.arrayContaining(names));
  }
});
