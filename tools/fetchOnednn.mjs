import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";

/**
 * The libraries that oneDNN 2.x needs beside the C and C++ runtime, itself first, and the Debian packages that hold them.
 *
 * @type {Record<string, string>}
 */
const packageOf = {
  "libdnnl.so.2": "libdnnl2",
  "libgomp.so.1": "libgomp1",
  "libOpenCL.so.1": "ocl-icd-libopencl1",
};

const library = process.platform === "darwin" ? "libdnnl.2.dylib" : "libdnnl.so.2";

/**
 * Whether the program will find oneDNN: named by the user, unpacked by us, or installed.
 *
 * @param {string} root
 */
export function hasOnednn(root) {
  return (
    Boolean(process.env.LEARNSCOPE_ONEDNN) ||
    existsSync(join(root, ".cache/onednn", library)) ||
    isOnSystem(library)
  );
}

/**
 * Fetches oneDNN without changing the system: the distribution's own package, and what it needs beside it, unpacked so
 * that the libraries lie side by side in `.cache/onednn`. Where that cannot be done, one line says what to do instead.
 *
 * @param {string} root
 * @param {(line: string) => void} say
 * @param {(name: string) => boolean} [isThere] which libraries need not be fetched
 */
export function fetchOnednn(root, say, isThere = isOnSystem) {
  const folder = join(root, ".cache/onednn");
  const wanted = Object.keys(packageOf).filter((name) => !isThere(name));
  try {
    if (process.platform !== "linux") throw new Error("this is no Linux");
    unpackInto(folder, wanted);
    say(`oneDNN unpacked into .cache/onednn: ${wanted.join(", ")}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    say(
      `oneDNN 2.x is not installed and cannot be fetched (${reason}): the slower reference backend will do the work; to change that, install it (Debian, Ubuntu: apt-get install libdnnl2) or name its library in LEARNSCOPE_ONEDNN`,
    );
  }
}

/**
 * @param {string} folder made in one piece, at the end
 * @param {readonly string[]} libraries
 */
function unpackInto(folder, libraries) {
  const work = `${folder}.new-${process.pid}`;
  mkdirSync(join(work, "lib"), { recursive: true });
  try {
    const packages = libraries.map((name) => packageOf[name] ?? name);
    download(packages, work);
    for (const archive of filesOf(work).filter((path) => path.endsWith(".deb"))) {
      run("dpkg-deb", ["-x", archive, join(work, "tree")], work);
    }
    const files = filesOf(join(work, "tree"));
    for (const name of libraries) {
      const source = files.find((path) => basename(path) === name);
      if (!source) throw new Error(`the package ${packageOf[name]} holds no ${name}`);
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
  const triplets = existsSync("/usr/lib")
    ? readdirSync("/usr/lib").filter((entry) => /-linux-gnu\w*$/.test(entry))
    : [];
  const folders = [...named, ...usual, ...triplets.map((entry) => `/usr/lib/${entry}`)];
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
