/** A registry's answers made from files. Loaded where there is no server that makes them: `loadRegistryServing`. */
export { parseRegistryRefs } from './registry-content.ts';
export { serveRegistry } from './serve-registry.ts';
