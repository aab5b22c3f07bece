/**
 * Two readers of the same language. `classic` is the builder of Docker 20.10 (DOCKER_BUILDKIT=0), which knows fewer flags and no
 * heredocs; `buildkit` is the frontend that `docker build` has used since Docker 23.
 */
export type Frontend = 'classic' | 'buildkit';
