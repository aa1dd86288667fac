import { spawnSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { fetchLibrary, hasLibrary } from "./fetchLibrary.mjs";
import { makeProject } from "./makeProject.ts";

afterEach(() => vi.unstubAllEnvs());

const isDebian = process.platform === "linux" && spawnSync("dpkg-deb", ["--version"]).status === 0;

/** A project with an `apt-get` that does what the test says instead of asking a mirror. */
function makeProjectWithApt(script: string): string {
  const root = makeProject({ "bin/apt-get": `#!/bin/sh\n${script}\n` });
  chmodSync(join(root, "bin/apt-get"), 0o755);
  vi.stubEnv("PATH", `${join(root, "bin")}${delimiter}${process.env.PATH}`);
  vi.stubEnv("LEARNSCOPE_ONEDNN", "");
  vi.stubEnv("LEARNSCOPE_OPENBLAS", "");
  return root;
}

/** Packs what `apt-get download` was asked for: each package holds its library behind a link, as Debian's do. */
const packing = `
for name; do
  case $name in
    libdnnl2) library=libdnnl.so.2 ;;
    libgomp1) library=libgomp.so.1 ;;
    libopenblas0-pthread) library=openblas-pthread/libopenblas.so.0 ;;
    *) continue ;;
  esac
  folder=pack-$name/usr/lib/x86_64-linux-gnu
  mkdir -p $folder/openblas-pthread pack-$name/DEBIAN
  echo "code of $name" > $folder/$library.6
  ln -s $(basename $library).6 $folder/$library
  printf 'Package: %s\\nVersion: 1\\nArchitecture: all\\nMaintainer: t <t@example.org>\\nDescription: t\\n' $name > pack-$name/DEBIAN/control
  dpkg-deb --root-owner-group -b pack-$name $name.deb > packed
  rm -r pack-$name packed
done`;

function fetched(
  root: string,
  isThere: (file: string) => boolean,
  name: "onednn" | "openblas" = "onednn",
): string[] {
  const said: string[] = [];
  fetchLibrary(root, name, { say: (line) => said.push(line), isThere });
  return said;
}

test.skipIf(!isDebian)("fetchLibrary() lays the library and what it lacks side by side", () => {
  const root = makeProjectWithApt(packing);
  const said = fetched(root, (name) => name === "libOpenCL.so.1");
  expect(said).toEqual(["oneDNN 2.x unpacked into .cache/onednn: libdnnl.so.2, libgomp.so.1"]);
  expect(readdirSync(join(root, ".cache"))).toEqual(["onednn"]);
  expect(readdirSync(join(root, ".cache/onednn"))).toEqual(["libdnnl.so.2", "libgomp.so.1"]);
  expect(readFileSync(join(root, ".cache/onednn/libdnnl.so.2"), "utf8")).toBe("code of libdnnl2\n");
  expect(hasLibrary(root, "onednn")).toBe(true);
});

test.skipIf(!isDebian)("fetchLibrary() gets each library into a folder of its own", () => {
  const root = makeProjectWithApt(packing);
  const isThere = (file: string) => file !== "libopenblas.so.0";
  expect(fetched(root, isThere, "openblas")).toEqual([
    "OpenBLAS unpacked into .cache/openblas: libopenblas.so.0",
  ]);
  expect(readdirSync(join(root, ".cache/openblas"))).toEqual(["libopenblas.so.0"]);
  expect(hasLibrary(root, "openblas")).toBe(true);
});

test.skipIf(!isDebian)(
  "fetchLibrary() gets its own package lists where the system's do not serve",
  () => {
    const root = makeProjectWithApt(
      `case "$*" in
       *Dir::State::Lists=*update) ;;
       *Dir::State::Lists=*) ${packing} ;;
       *) exit 100 ;;
     esac`,
    );
    expect(fetched(root, (name) => name !== "libdnnl.so.2")).toEqual([
      "oneDNN 2.x unpacked into .cache/onednn: libdnnl.so.2",
    ]);
  },
);

test.skipIf(process.platform !== "linux")(
  "fetchLibrary() says in one line what to do where it fails",
  () => {
    const root = makeProjectWithApt('echo "E: Unable to locate package libdnnl2" >&2; exit 100');
    expect(fetched(root, () => false)).toEqual([
      "oneDNN 2.x is not installed and cannot be fetched (Unable to locate package libdnnl2): the slower reference backend will do the work; to change that, install it (Debian, Ubuntu: apt-get install libdnnl2) or name its library in LEARNSCOPE_ONEDNN",
    ]);
    expect(readdirSync(join(root, ".cache"))).toEqual([]);
  },
);

test.skipIf(process.platform !== "linux")(
  "fetchLibrary() names the program that the system lacks",
  () => {
    const root = makeProject({});
    vi.stubEnv("PATH", root);
    expect(fetched(root, () => false)[0]).toContain("(apt-get cannot be started)");
  },
);

test("hasLibrary() trusts the library that the user names", () => {
  vi.stubEnv("LEARNSCOPE_ONEDNN", "/somewhere/libdnnl.so.2");
  expect(hasLibrary(makeProject({}), "onednn")).toBe(true);
});
