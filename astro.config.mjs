import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import node from '@astrojs/node';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';
import { pageParts } from './scripts/page-parts.ts';
import { parallelParts } from './scripts/parallel-parts.ts';
import { wideHashesApart } from './scripts/wide-hashes.ts';
import { workerParts } from './scripts/worker-parts.ts';
import { linkTerms } from './src/curriculum/link-terms.ts';
import { devRoutes } from './src/server/dev-routes.ts';
import { classesInsteadOfStyles, codeTheme } from './src/ui/editor/code-theme.ts';
import { slimMonaco } from './src/ui/editor/monaco-slim.ts';
import { monacoStyles } from './src/ui/editor/monaco-styles.ts';

// Every page is made at build time; our own server (src/server) sends the files, and the adapter is there for the routes that
// cannot be files. No inline style and no inline script may come out of a build: the policy that the server sends forbids them.
export default defineConfig({
  ...(process.env.SITE_URL === undefined ? {} : { site: process.env.SITE_URL }),
  output: 'static',
  adapter: node({ mode: 'middleware' }),
  // `include`: Babel would read every module of ours, the whole engine too, and change nothing but TSX
  integrations: [mdx(), preact({ include: ['**/*.tsx'] }), devRoutes()],
  trailingSlash: 'always',
  build: { inlineStylesheets: 'never', format: 'directory' },
  devToolbar: { enabled: false },
  prefetch: false,
  markdown: {
    processor: satteri({ mdastPlugins: [linkTerms] }),
    shikiConfig: { theme: codeTheme('roles'), transformers: [classesInsteadOfStyles] },
  },
  vite: {
    plugins: [slimMonaco(), monacoStyles()],
    build: {
      assetsInlineLimit: 0,
      rolldownOptions: { checks: { moduleLevelDirective: false } },
    },
    environments: {
      client: { build: { rolldownOptions: { output: { codeSplitting: { groups: pageParts } } } } },
    },
    worker: {
      format: 'es',
      plugins: () => [wideHashesApart(), parallelParts()],
      // All that a worker imports at once is one file, so that it is there after one round trip; `import()` still splits off the rest.
      rolldownOptions: { output: { codeSplitting: { groups: workerParts } } },
    },
  },
});
