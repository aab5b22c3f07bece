/** What `docker build` was asked for: the flags as the command line parsed them, not yet checked by the builder. */
import type { HostSettings } from '../machine/host-settings.ts';
import type { PullProgress } from '../registry/pull-image.ts';

export interface BuildOptions {
  /** PATH, URL or `-`, as typed */
  readonly context: string;
  /** `-f`, as typed; `-` reads the Dockerfile from stdin */
  readonly file?: string;
  /** what `-` (context or Dockerfile) reads */
  readonly stdin?: Uint8Array;
  /** where relative paths start; normally `machine.host.cwd` */
  readonly cwd: string;
  /** `-t`, checked by the client (`invalid argument "Bad" for "-t, --tag" flag`), in order */
  readonly tags: readonly string[];
  readonly target: string;
  /** `NAME=value`, or `NAME` alone to take the value from the environment */
  readonly buildArgs: readonly string[];
  /** exported variables of the shell, for `--build-arg NAME` and `--secret env=` */
  readonly env: ReadonlyMap<string, string>;
  readonly labels: readonly string[];
  readonly noCache: boolean;
  readonly pull: boolean;
  readonly quiet: boolean;
  readonly rm: boolean;
  readonly forceRm: boolean;
  readonly cacheFrom: readonly string[];
  /** `--iidfile`, as typed */
  readonly iidFile?: string;
  /** `--network`: '' where not given */
  readonly network: string;
  /** `name:address` */
  readonly addHosts: readonly string[];
  /** `--platform`, as typed */
  readonly platform: string;
  /** `--isolation`, as typed */
  readonly isolation: string;
  readonly securityOpts: readonly string[];
  /** limits of the containers of RUN: kept as those of `docker run`, not enforced. Only the classic builder looks at them. */
  readonly limits: HostSettings;
  /** what the daemon says of `limits` when it makes such a container; '' where it is content */
  readonly limitsProblem: string;
  /** `--secret id=…,src=…`, raw */
  readonly secrets: readonly string[];
  readonly progress: 'auto' | 'plain' | 'tty' | 'quiet' | 'rawjson';
  /** `DOCKER_BUILDKIT=0` */
  readonly classic: boolean;
}

/** Where a build prints to. The notice that the classic builder is deprecated is the client's own and not printed here. */
export interface BuildOutput {
  write(fd: 1 | 2, text: string): void;
  /** Docker's sentence for what some other part of the engine refused (a pull, a process); a build puts its own words around it. */
  describe(error: unknown): string;
  /** One event of a pull, a line for each: the classic builder shows pulls of base images. */
  pulled(progress: PullProgress): void;
}

export const DEFAULT_BUILD_OPTIONS: BuildOptions = {
  context: '.',
  cwd: '/',
  tags: [],
  target: '',
  buildArgs: [],
  env: new Map(),
  labels: [],
  noCache: false,
  pull: false,
  quiet: false,
  rm: true,
  forceRm: false,
  cacheFrom: [],
  network: '',
  addHosts: [],
  platform: '',
  isolation: '',
  securityOpts: [],
  limits: {},
  limitsProblem: '',
  secrets: [],
  progress: 'auto',
  classic: false,
};
