// Build the committed styles and scripts: `cd web && npm ci && npm run build`.
import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { compileAsync } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../src/kaitak/service/pages/static/kaitak");
const libraries = ["govuk-frontend", "accessible-autocomplete", "preact"];

async function styles() {
  const { css } = await compileAsync(join(here, "styles/kaitak.scss"), {
    style: "compressed",
    loadPaths: [join(here, "node_modules")],
  });
  // Sass cannot carry a custom property through the design system's line-height arithmetic, so its
  // body sizes say 1.5 and the leading of the page's language takes that place here.
  await writeFile(join(out, "kaitak.css"), css.replaceAll(/line-height:1\.5(?=[;}])/g, "line-height:var(--leading)"));
}

async function scripts() {
  const common = { bundle: true, minify: true, target: ["es2020"], legalComments: "none", logLevel: "warning" };
  await build({ ...common, entryPoints: [join(here, "scripts/kaitak.js")], format: "esm", outfile: join(out, "kaitak.js") });
  await build({ ...common, entryPoints: [join(here, "scripts/supported.js")], format: "iife", outfile: join(out, "supported.js") });
}

async function licence(name) {
  const folder = join(here, "node_modules", name);
  const shipped = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  return readFile(shipped ? join(folder, shipped) : join(here, "licences", `${name}.txt`), "utf8");
}

async function notices() {
  const texts = await Promise.all(
    libraries.map(async (name) => {
      const { version } = JSON.parse(await readFile(join(here, "node_modules", name, "package.json"), "utf8"));
      return `${name} ${version}\n\n${(await licence(name)).trim()}\n`;
    }),
  );
  await writeFile(join(out, "third-party.txt"), texts.join("\n----\n\n"));
}

// What the design system publishes for testing: each component's options and the HTML they make.
async function fixtures() {
  const folder = join(here, "node_modules/govuk-frontend/dist/govuk/components");
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const all = await Promise.all(
    names.sort().map(async (name) => {
      const { fixtures: given } = JSON.parse(await readFile(join(folder, name, "fixtures.json"), "utf8"));
      return [name, given.map(({ name: title, options, html }) => ({ title, options, html }))];
    }),
  );
  const text = JSON.stringify(Object.fromEntries(all));
  await writeFile(join(here, "../tests/pages/design_system_fixtures.json.gz"), gzipSync(text, { level: 9 }));
}

async function sources(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter((entry) => entry.name !== "node_modules")
      .map((entry) => (entry.isDirectory() ? sources(join(folder, entry.name)) : [join(folder, entry.name)])),
  );
  return found.flat();
}

async function stamp() {
  const hash = createHash("sha256");
  const files = (await sources(here)).map((file) => relative(here, file).split(sep).join("/")).sort();
  for (const file of files) {
    hash.update(`${file}\0`).update(await readFile(join(here, file))).update("\0");
  }
  await writeFile(join(out, "built-from.txt"), `sha256:${hash.digest("hex")}\n`);
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await cp(join(here, "images"), out, { recursive: true });
await Promise.all([styles(), scripts(), notices(), fixtures()]);
await stamp();
