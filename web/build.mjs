// Builds the pages into dist/, packed for the server to embed: each file as it is, by gzip and by Brotli. Fails where what a
// visitor has to load became too large.

import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

import { build } from 'vite';

const DIST = join(import.meta.dirname, 'dist');
/** The most bytes, packed by gzip, that a visitor loads before the home, and then for a room. */
const MOST = { home: 120_000, room: 1_050_000 };

for (const name of await readdir(DIST)) {
  // What is not ours there keeps the folder in the repository.
  if (name !== '.gitkeep') await rm(join(DIST, name), { recursive: true });
}
const { output } = [await build({ root: import.meta.dirname, logLevel: 'warn' })].flat()[0];

const sizes = new Map();
for (const { fileName } of output) {
  const path = join(DIST, fileName);
  const content = await readFile(path);
  const gzip = gzipSync(content, { level: 9 });
  const brotli = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } });
  sizes.set(fileName, Math.min(gzip.length, content.length));
  if (gzip.length < content.length) await writeFile(`${path}.gz`, gzip);
  if (brotli.length < content.length) await writeFile(`${path}.br`, brotli);
}

const chunks = new Map(output.filter((file) => file.type === 'chunk').map((chunk) => [chunk.fileName, chunk]));

/** A chunk, all that it imports at once, and their styles. */
function loadedWith(name, loaded = new Set()) {
  const chunk = chunks.get(name);
  if (!chunk || loaded.has(name)) return loaded;
  loaded.add(name);
  for (const style of chunk.viteMetadata?.importedCss ?? []) loaded.add(style);
  for (const imported of chunk.imports) loadedWith(imported, loaded);
  return loaded;
}

const sum = (names) => [...names].reduce((total, name) => total + (sizes.get(name) ?? 0), 0);
const entry = [...chunks.values()].find((chunk) => chunk.isEntry);
const home = loadedWith(entry.fileName).add('index.html');
const room = new Set([...chunks.keys()].flatMap((name) => [...loadedWith(name)]).concat([...home]));
const bytes = { home: sum(home), room: sum(room) };
for (const [page, most] of Object.entries(MOST)) {
  console.log(`${page}: ${bytes[page]} bytes by gzip, of at most ${most}`);
  if (bytes[page] > most) {
    console.error(`The ${page} became too large for its visitors: ${bytes[page]} bytes by gzip, at most ${most}.`);
    process.exitCode = 1;
  }
}
