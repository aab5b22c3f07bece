/** What the server adds to the pages, for `npm run dev`: the language of `/` and the registry under `/v2/`. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { rootReply } from './create-server.ts';
import { openRegistryFolder } from './registry-folder.ts';
import { createRegistryRoute, type RegistryRoute } from './registry-route.ts';
import { sendReply } from './reply.ts';

export function devRoutes(): AstroIntegration {
  let folder = '';
  let registry: Promise<RegistryRoute> | undefined;
  return {
    name: 'camadas-dev-routes',
    hooks: {
      'astro:config:done': ({ config }) => {
        folder = join(fileURLToPath(config.root), 'content/registry');
      },
      'astro:server:setup': ({ server }) => {
        // a registry made again while the server runs is read again
        server.watcher.on('all', (_event, path) => {
          if (path === join(folder, 'refs.json')) registry = undefined;
        });
        const handle = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => {
          const path = request.url?.split('?')[0] ?? '';
          if (path === '/') return sendReply(request, response, rootReply(request));
          if (path !== '/v2' && !path.startsWith('/v2/')) return next();
          registry ??= openRegistryFolder(folder).then(createRegistryRoute);
          registry.then((route) => route(request)).then((reply) => sendReply(request, response, reply), next);
        };
        // before Astro's own, which refuses addresses without a slash at the end, and which are put in front after this hook
        server.httpServer?.once('listening', () => server.middlewares.stack.unshift({ route: '', handle }));
      },
    },
  };
}
