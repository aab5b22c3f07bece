/**
 * Who may import whom. Outside the engine each folder has a list; inside the engine the folders stand in an order and each may import
 * what stands left of it (or beside it, as long as no circle comes out). Unit tests may import what they like of their own folder's
 * surroundings, so they are left out.
 */

/** the engine from left to right; folders on one line are of one rank */
const ENGINE_ORDER = [
  ['bytes', 'go', 'oci'],
  ['cas', 'tar', 'fs', 'reference'],
  ['layer'],
  ['machine'],
  ['image', 'container', 'registry'],
  ['shell'],
  ['process'],
  ['build'],
  ['cli'],
  ['assist'],
];
const ENGINE_ANYWHERE = ['^src/engine/(errors|part|ports|soon)\\.ts$'];
const ENGINE_PACKAGES = ['unbash', 'fflate', 'fzstd', '@noble/hashes'];

const ENGINE = '^src/engine/index\\.ts$';
const EXERCISE = '^src/exercise/index\\.ts$';
/** of the classroom's server, from left to right; the domain knows no Node, so that a page can compute with it too */
const SERVER_ORDER = ['domain', 'db', 'grading', 'sse', 'http'];

const I18N = '^src/i18n/';
/** `translate.ts` and the door that re-exports it hold both dictionaries: no place in the browser */
const I18N_WITHOUT_WORDS = '^src/i18n/(?!translate|index)';
const packages = (...names) => names.map((name) => `node_modules/${name}/`);
const NODE = '^node:|^(fs|path|url|crypto|http|zlib|os|stream|util|events|timers|worker_threads|child_process|module)(/|$)';

/** folder to what it may import beside itself */
const FOLDERS = {
  'src/exercise': [ENGINE],
  'src/i18n': ['^content/i18n/'],
  content: [EXERCISE],
  'src/curriculum': [
    '^content/.*\\.ts$',
    '^src/server/(node-platform|registry-folder)\\.ts$',
    ENGINE,
    EXERCISE,
    I18N,
    NODE,
    ...packages('astro', 'zod', 'yaml', 'satteri'),
  ],
  'src/ui': [
    // what a class is, which a page computes with as the server does
    '^src/server/domain/',
    ENGINE,
    EXERCISE,
    I18N_WITHOUT_WORDS,
    ...packages(
      'preact',
      '@preact/signals',
      '@preact/signals-core',
      'monaco-editor',
      '@shikijs/.*',
      'shiki',
      '@noble/hashes',
      'fflate',
      'idb',
      'uqr',
    ),
  ],
  'src/site': ['^src/(ui|styles)/', I18N, '^src/curriculum/', ...packages('preact', 'astro', 'shiki')],
  'src/pages': ['^src/(site|ui|curriculum)/', I18N, NODE, ...packages('astro', 'preact', 'shiki')],
  'src/server': [
    ENGINE,
    EXERCISE,
    I18N_WITHOUT_WORDS,
    NODE,
    ...packages(
      'astro',
      '@noble/hashes',
      'kysely',
      'fflate',
      'pg',
      '@types/pg',
      'tinypool',
      'prom-client',
      'rate-limiter-flexible',
      'zod',
    ),
  ],
};

const isTest = '\\.test\\.tsx?$';
const own = (folder) => `^${folder}/`;

const folderRules = Object.entries(FOLDERS).map(([folder, allowed]) => ({
  name: `imports-of-${folder.replace('src/', '')}`,
  comment: `${folder} may import only itself and what .dependency-cruiser.cjs lists for it`,
  severity: 'error',
  from: { path: own(folder), pathNot: isTest },
  to: { pathNot: [own(folder), ...allowed] },
}));

const engineRules = ENGINE_ORDER.flatMap((rank, position) =>
  rank.map((folder) => {
    const left = ENGINE_ORDER.slice(0, position + 1).flat();
    return {
      name: `engine-order-${folder}`,
      comment: `src/engine/${folder} may import only what stands left of it in the engine's order`,
      severity: 'error',
      from: { path: own(`src/engine/${folder}`), pathNot: isTest },
      to: { pathNot: [`^src/engine/(${left.join('|')})/`, ...ENGINE_ANYWHERE, ...packages(...ENGINE_PACKAGES)] },
    };
  }),
);

const serverRules = SERVER_ORDER.map((folder, position) => ({
  name: `server-order-${folder}`,
  comment: `src/server/${folder} may import of the server's folders only what stands left of it`,
  severity: 'error',
  from: { path: own(`src/server/${folder}`), pathNot: isTest },
  to: { path: `^src/server/(${SERVER_ORDER.slice(position + 1).join('|') || 'none'})/` },
}));

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolved',
      comment: 'an import that leads nowhere, or a package that package.json does not name',
      severity: 'error',
      from: { path: '^(src|scripts|content)/', pathNot: isTest },
      to: { couldNotResolve: true, pathNot: '^(astro|virtual):|\\?' },
    },
    {
      name: 'engine-stands-alone',
      severity: 'error',
      from: { path: own('src/engine'), pathNot: isTest },
      to: { pathNot: [own('src/engine'), ...packages(...ENGINE_PACKAGES)] },
    },
    {
      name: 'site-takes-types-of-curriculum',
      severity: 'error',
      from: { path: own('src/site'), pathNot: isTest },
      to: { path: own('src/curriculum'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'editor-alone-loads-monaco',
      severity: 'error',
      from: { path: own('src/ui'), pathNot: own('src/ui/editor') },
      to: { path: packages('monaco-editor', '@shikijs/monaco') },
    },
    {
      name: 'class-domain-stands-alone',
      severity: 'error',
      from: { path: own('src/server/domain'), pathNot: isTest },
      to: { pathNot: [own('src/server/domain'), EXERCISE, ENGINE, ...packages('@noble/hashes')] },
    },
    ...serverRules,
    ...folderRules,
    ...engineRules,
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|content/registry|tests/truth/fixtures)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.astro', '.css'],
    },
  },
};
