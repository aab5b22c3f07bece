/** dist/codemirror/ and dist/monaco/: each a page, its script, its styles. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const common = {
  bundle: true,
  minify: true,
  format: 'esm',
  splitting: true,
  target: 'es2022',
  loader: { '.ttf': 'file' },
  assetNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  logLevel: 'error',
};
const page = readFileSync('page.html', 'utf8');
for (const [name, workers] of [
  ['codemirror', {}],
  ['monaco', { 'editor.worker': 'monaco-editor/editor/editor.worker' }],
]) {
  const outdir = `dist/${name}`;
  mkdirSync(outdir, { recursive: true });
  await build({ ...common, entryPoints: { [name]: `${name}.js`, ...workers }, outdir });
  const style = existsSync(`${outdir}/${name}.css`) ? page : page.replace(/.*PAGE\.css.*\n/, '');
  writeFileSync(`${outdir}/index.html`, style.replaceAll('PAGE', name));
}
