import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";

/**
 * A library that the program can do without, if slowly.
 *
 * @typedef {object} Library
 * @property {string} title
 * @property {string} variable names a file of it
 * @property {string} main what the program loads
 * @property {Record<string, string>} packageOf what it needs beside the C and C++ runtime, itself first, and the Debian packages
 *   that hold them
 * @property {string} otherwise what happens without it, and what to do
 */

const isMac = process.platform === "darwin";

/**
 * What the program calls, under the names of the folders in `.cache` that are for them.
 *
 * @satisfies {Record<string, Library>}
 */
const libraries = {
  onednn: {
    title: "oneDNN 2.x",
    variable: "LEARNSCOPE_ONEDNN",
    main: isMac ? "libdnnl.2.dylib" : "libdnnl.so.2",
    packageOf: {
      "libdnnl.so.2": "libdnnl2",
      "libgomp.so.1": "libgomp1",
      "libOpenCL.so.1": "ocl-icd-libopencl1",
    },
    otherwise:
      "the slower reference backend will do the work; to change that, install it (Debian, Ubuntu: apt-get install libdnnl2)",
  },
  openblas: {
    title: "OpenBLAS",
    variable: "LEARNSCOPE_OPENBLAS",
    main: isMac ? "libopenblas.0.dylib" : "libopenblas.so.0",
    packageOf: {
      "libopenblas.so.0": "libopenblas0-pthread",
      "libgfortran.so.5": "libgfortran5",
      ...(process.arch === "x64" ? { "libquadmath.so.0": "libquadmath0" } : {}),
    },
    otherwise:
      "principal components will be found by slower code of our own; to change that, install it (Debian, Ubuntu: apt-get install libopenblas0-pthread)",
  },
};

/** @typedef {keyof typeof libraries} LibraryName */

/**
 * Whether the program will find a library: named by the user, unpacked by us, or installed.
 *
 * @param {string} root
 * @param {LibraryName} name
 */
export function hasLibrary(root, name) {
  const { variable, main } = libraries[name];
  return (
    Boolean(process.env[variable]) ||
    existsSync(join(root, ".cache", name, main)) ||
    isOnSystem(main)
  );
}

/**
 * Fetches a library without changing the system: the distribution's own package, and what it needs beside it, unpacked so
 * that the libraries lie side by side in a folder of `.cache`. Where that cannot be done, one line says what to do instead.
 *
 * @param {string} root
 * @param {LibraryName} name
 * @param {{ say: (line: string) => void, isThere?: (file: string) => boolean }} options `isThere`: which files need not be fetched
 */
export function fetchLibrary(root, name, { say, isThere = isOnSystem }) {
  /** @type {Library} */
  const { title, variable, packageOf, otherwise } = libraries[name];
  const wanted = Object.entries(packageOf).filter(([file]) => !isThere(file));
  try {
    if (process.platform !== "linux") throw new Error("this is no Linux");
    unpackInto(join(root, ".cache", name), Object.fromEntries(wanted));
    say(`${title} unpacked into .cache/${name}: ${wanted.map(([file]) => file).join(", ")}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    say(
      `${title} is not installed and cannot be fetched (${reason}): ${otherwise} or name its library in ${variable}`,
    );
  }
}

/**
 * @param {string} folder made in one piece, at the end
 * @param {Record<string, string>} packageOf
 */
function unpackInto(folder, packageOf) {
  const work = `${folder}.new-${process.pid}`;
  mkdirSync(join(work, "lib"), { recursive: true });
  try {
    download(Object.values(packageOf), work);
    for (const archive of filesOf(work).filter((path) => path.endsWith(".deb"))) {
      run("dpkg-deb", ["-x", archive, join(work, "tree")], work);
    }
    const files = filesOf(join(work, "tree"));
    for (const [name, archive] of Object.entries(packageOf)) {
      const source = files.find((path) => basename(path) === name);
      if (!source) throw new Error(`the package ${archive} holds no ${name}`);
      cpSync(source, join(work, "lib", name), { dereference: true });
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(join(work, "lib"), folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * Fetches packages with the system's lists of them; where these are missing or out of date, with fresh lists of our own.
 *
 * @param {readonly string[]} packages
 * @param {string} work
 */
function download(packages, work) {
  const patience = ["-q", "-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20"];
  try {
    run("apt-get", [...patience, "download", ...packages], work);
  } catch {
    for (const folder of ["lists/partial", "archives/partial"]) {
      mkdirSync(join(work, "apt", folder), { recursive: true });
    }
    const ours = [
      ["Dir::State::Lists", join(work, "apt/lists")],
      ["Dir::Cache", join(work, "apt")],
      ["Acquire::Languages", "none"],
      // Root would hand the work to a user who may not write here.
      ["APT::Sandbox::User", "root"],
    ].flatMap(([key, value]) => ["-o", `${key}=${value}`]);
    run("apt-get", [...patience, ...ours, "update"], work);
    run("apt-get", [...patience, ...ours, "download", ...packages], work);
  }
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} cwd
 */
function run(program, args, cwd) {
  const { status, stderr, error } = spawnSync(program, args, {
    cwd,
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C" },
  });
  if (error) throw new Error(`${program} cannot be started`);
  if (status !== 0) throw new Error(stderr.match(/^E: (.*)/m)?.[1] ?? `${program} failed`);
}

/**
 * Whether the loader would find a library: looks into the usual folders first, since asking takes longer.
 *
 * @param {string} name
 */
function isOnSystem(name) {
  const named = process.env.LD_LIBRARY_PATH?.split(":") ?? [];
  const usual = ["/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib"];
  // Homebrew keeps OpenBLAS apart, since the system has a library of the kind.
  const apart = ["/opt/homebrew/opt/openblas/lib", "/usr/local/opt/openblas/lib"];
  const triplets = existsSync("/usr/lib")
    ? readdirSync("/usr/lib").filter((entry) => /-linux-gnu\w*$/.test(entry))
    : [];
  const folders = [...named, ...usual, ...apart, ...triplets.map((entry) => `/usr/lib/${entry}`)];
  if (folders.some((folder) => folder !== "" && existsSync(join(folder, name)))) return true;
  const { stdout } = spawnSync("/sbin/ldconfig", ["-p"], { encoding: "utf8" });
  return stdout?.split("\n").some((line) => line.trim().startsWith(`${name} `)) ?? false;
}

/** @param {string} folder */
function filesOf(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) =>
    join(folder, path),
  );
}
