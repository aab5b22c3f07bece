/** A registry's answers made from files. Loaded where they are made: `loadRegistryServing`. */
export { createHubRegistry } from './hub-registry.ts';
export { compareNames } from './list-page.ts';
export { parseRegistryRefs } from './registry-content.ts';
export { serveRegistry } from './serve-registry.ts';
