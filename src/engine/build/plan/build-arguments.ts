/** `--build-arg` and ARG: which names have which values where (moby builder/dockerfile/buildargs.go). */

export const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'NO_PROXY'] as const;

/** Taken from `--build-arg` without an ARG; they are in no image's history unless an ARG names them. */
export const PROXY_ARGS: readonly string[] = PROXIES.flatMap((name) => [name, name.toLowerCase()]);

/** `NAME=value`; `NAME` alone takes the value of the environment, and is nothing where there is none. */
export function parseBuildArgs(
  list: readonly string[],
  environment: ReadonlyMap<string, string>,
): ReadonlyMap<string, string | undefined> {
  const args = new Map<string, string | undefined>();
  for (const arg of list) {
    const equals = arg.indexOf('=');
    if (equals < 0) args.set(arg, environment.get(arg));
    else args.set(arg.slice(0, equals), arg.slice(equals + 1));
  }
  return args;
}

/** The ARGs of one stage. */
export class StageArguments {
  readonly #options: ReadonlyMap<string, string | undefined>;
  readonly #meta: ReadonlyMap<string, string | undefined>;
  readonly #allowed = new Map<string, string | undefined>();

  /** @param meta the ARGs above the first FROM, with their defaults */
  constructor(options: ReadonlyMap<string, string | undefined>, meta: ReadonlyMap<string, string | undefined>) {
    this.#options = options;
    this.#meta = meta;
  }

  define(name: string, value: string | undefined): void {
    this.#allowed.set(name, value);
  }

  isDefined(name: string): boolean {
    return this.#allowed.has(name);
  }

  /** What the command line says, else the ARG's own value, else that of the ARG above the first FROM. */
  valueOf(name: string): string | undefined {
    return this.#options.get(name) ?? this.#allowed.get(name) ?? this.#meta.get(name);
  }

  /** `NAME=value` of every ARG that has a value, proxies too, but not of names that `hidden` has. */
  list(hidden: ReadonlySet<string>): readonly string[] {
    return [...new Set([...this.#allowed.keys(), ...PROXY_ARGS])].flatMap((name) => {
      const value = PROXY_ARGS.includes(name) && !this.#allowed.has(name) ? this.#options.get(name) : this.valueOf(name);
      return value === undefined || hidden.has(name) ? [] : [`${name}=${value}`];
    });
  }
}
