/** What the server adds to the pages, for `npm run dev`: the language of `/`, the registry under `/v2/`, and classes under `/api/`. */
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { AstroIntegration } from 'astro';
import { rootReply } from './create-server.ts';
import { readStoragePlace } from './db/storage-place.ts';
import { createLazyClassroom, type LazyClassroom } from './lazy-classroom.ts';
import { openRegistryFolder } from './registry-folder.ts';
import { createRegistryRoute, type RegistryRoute } from './registry-route.ts';
import { sendReply } from './reply.ts';
import { reportError } from './report-error.ts';

/** A class of an author's own, for trying: apart from those of `npm start`, and graded by the exercises as they are being written. */
interface DevClassroom {
  readonly room: Promise<LazyClassroom>;
  readonly close: () => Promise<void>;
}

export function devRoutes(): AstroIntegration {
  let root = '';
  let registry: Promise<RegistryRoute> | undefined;
  let classroom: DevClassroom | undefined;
  const registryFolder = () => join(root, 'content/registry');

  function openClassroom(): DevClassroom {
    const dist = join(root, '.cache/dev');
    const made = async () => {
      await mkdir(dist, { recursive: true });
      // in a process of its own: this one would go on with the files as it has once read them
      await promisify(execFile)(process.execPath, [join(root, 'scripts/exercise-manifest.ts'), dist]);
      const place = readStoragePlace(root, { DATA_DIR: '.cache/dev', ...process.env });
      return createLazyClassroom({ place, dist, registryFolder: registryFolder(), playsAhead: false, report: reportError });
    };
    const room = made();
    // an exercise that cannot be loaded: the next request tries again
    room.catch(forgetClassroom);
    return { room, close: () => room.then((opened) => opened.close()).catch(() => undefined) };
  }

  function forgetClassroom(): void {
    const old = classroom;
    classroom = undefined;
    void old?.close();
  }

  return {
    name: 'camadas-dev-routes',
    hooks: {
      'astro:config:done': ({ config }) => {
        root = fileURLToPath(config.root);
      },
      'astro:server:setup': ({ server }) => {
        server.watcher.on('all', (_event, path) => {
          // a registry made again while the server runs is read again
          if (path === join(registryFolder(), 'refs.json')) registry = undefined;
          if (path.startsWith(join(root, 'content/lessons')) && path.includes('/exercises/')) forgetClassroom();
        });
        server.httpServer?.once('close', forgetClassroom);
        const handle = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => {
          const path = request.url?.split('?')[0] ?? '';
          if (path === '/') return sendReply(request, response, rootReply(request));
          if (path.startsWith('/api/')) {
            classroom ??= openClassroom();
            classroom.room.then((room) => room.handle(request, response, path)).catch(next);
            return;
          }
          if (path !== '/v2' && !path.startsWith('/v2/')) return next();
          registry ??= openRegistryFolder(registryFolder()).then(createRegistryRoute);
          registry.then((route) => route(request)).then((reply) => sendReply(request, response, reply), next);
        };
        // before Astro's own, which refuses addresses without a slash at the end, and which are put in front after this hook
        server.httpServer?.once('listening', () => server.middlewares.stack.unshift({ route: '', handle }));
      },
    },
  };
}
