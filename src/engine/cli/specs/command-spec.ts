/**
 * One `CommandSpec` per docker command: the parser, `--help`, usage errors, completion and hover texts all come from it. A flag or a
 * command that real Docker has and we do not simulate is listed too, and says so when it is used.
 */
export interface CommandSpec {
  /** every full name without `docker `: `image ls`, `images`. The first is the one that `Aliases:` begins with. */
  readonly paths: readonly string[];
  /** further last words of the first path: `list` */
  readonly aliases?: readonly string[];
  /** further full names, beside one of `paths`, that help does not list: `image rmi` */
  readonly unlisted?: readonly string[];
  /** what follows the command's name in the usage line; absent where nothing does */
  readonly use?: string;
  readonly short: string;
  /** the text of its own help, where it says more than `short` */
  readonly long?: string;
  /** listed under `Swarm Commands:` */
  readonly swarm?: boolean;
  /** has subcommands and does nothing itself */
  readonly group?: boolean;
  /** docker's own word: `manifest` */
  readonly experimental?: boolean;
  /** how many arguments it takes; `max` absent: any number. Absent for a group. */
  readonly args?: ArgumentCount;
  /** false or absent: known, but not simulated here */
  readonly simulated?: boolean;
  readonly flags?: readonly FlagSpec[];
  /** stops looking for flags at the first argument, which starts another program's command line */
  readonly flagsFirst?: boolean;
  /** found when typed, not listed by help */
  readonly hidden?: boolean;
  /** the daemon is too old for it: said whatever stands behind it */
  readonly refused?: string;
}

export interface ArgumentCount {
  readonly min: number;
  readonly max?: number;
}

export interface FlagSpec {
  readonly name: string;
  readonly short?: string;
  /** pflag's name of the type, as help shows it; `bool` is not shown */
  readonly type: string;
  /** as help shows it, without the quotes of a string; absent for the type's zero value */
  readonly default?: string;
  readonly usage: string;
  /** works, but help does not list it */
  readonly hidden?: boolean;
  /** the advice docker prints when it is used; such a flag is hidden, too */
  readonly deprecated?: string;
  /** real Docker has it, the simulation does not */
  readonly unsupported?: boolean;
  /** belongs to BuildKit's `docker build` and is unknown where `DOCKER_BUILDKIT=0` */
  readonly buildkit?: boolean;
  /** the engine is too old for it: docker's words after the flag's name */
  readonly refused?: string;
}

/** Whether help lists the flag. */
export function isListedFlag(flag: FlagSpec): boolean {
  return flag.hidden !== true && flag.deprecated === undefined && flag.buildkit !== true && flag.refused === undefined;
}
