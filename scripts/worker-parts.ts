/**
 * What comes together to a worker (docs/decisions/0008). Without this each file that two parts share would be fetched by itself, and a first
 * `docker run` would wait for twenty.
 */
const GROUPS = 'engine/cli/command-groups/';

/** What one takes, with all that it imports, those below do not have. */
export const workerParts = [
  { name: 'first', tags: ['$initial'], priority: 3 },
  /** what looks at images and containers and tidies them up */
  { name: 'lists', test: new RegExp(`${GROUPS}list-commands\\.ts$`), priority: 2 },
  /** what nearly every lesson needs: a shell, containers that run, pulling, and what a browser gives to these */
  {
    name: 'everyday',
    test: new RegExp(
      `ui/lab/browser-ports\\.ts$|engine/process/(host-line|advance-container)\\.ts$|${GROUPS}(run|pull)-commands\\.ts$`,
    ),
    priority: 1,
  },
];
