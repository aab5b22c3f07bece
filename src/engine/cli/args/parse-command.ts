/**
 * From the words after `docker` to a command, its flags and arguments (docker/cli `cmd/docker/docker.go`, cobra's `Traverse`): docker's
 * own flags come before the command; a word that is no subcommand of a group is an unknown command.
 */

import type { CommandSpec, FlagSpec } from '../specs/command-spec.ts';
import type { CommandNode, CommandTree } from '../specs/command-tree.ts';
import type { FlagValues } from './flag-values.ts';
import { FlagProblem, type ParsedFlags, parseFlags } from './parse-flags.ts';
import { argumentCountProblem, flagError, UsageError, unknownCommandError } from './usage-error.ts';

export type ParsedCommand =
  | {
      readonly kind: 'run';
      readonly node: CommandNode;
      readonly flags: FlagValues;
      readonly args: readonly string[];
      readonly warnings: readonly string[];
      /** docker's own, before the command */
      readonly global: FlagValues;
    }
  /** `asked`: with `--help`; else it is told what to type, on stderr */
  | { readonly kind: 'help'; readonly node: CommandNode; readonly asked: boolean; readonly warnings: readonly string[] }
  | { readonly kind: 'help-topic'; readonly words: readonly string[] }
  | { readonly kind: 'version' }
  /** the tree is not whole, and has not got this */
  | { readonly kind: 'elsewhere' };

export interface ParseCommandOptions {
  /** false where `DOCKER_BUILDKIT=0`: flags of BuildKit's build are unknown then */
  readonly buildkit: boolean;
}

interface Rules extends ParseCommandOptions {
  readonly findSeldomCheck: CommandTree['findSeldomCheck'];
}

/** @throws UsageError; never where the tree is not whole: the whole one then says what is wrong */
export function parseCommand(words: readonly string[], tree: CommandTree, options: ParseCommandOptions): ParsedCommand {
  const rules = { ...options, findSeldomCheck: tree.findSeldomCheck };
  if (tree.isWhole) return parseFrom(tree.root, words, rules);
  try {
    const parsed = parseFrom(tree.root, words, rules);
    return parsed.kind === 'help' && parsed.node.spec.group === true ? { kind: 'elsewhere' } : parsed;
  } catch (error) {
    if (error instanceof UsageError) return { kind: 'elsewhere' };
    throw error;
  }
}

/** What stood before the names that are read next. */
interface Before {
  /** docker's own flags */
  readonly global: FlagValues;
  /** `--help` was among the flags */
  readonly asked: boolean;
  readonly warnings: readonly string[];
}

function parseFrom(root: CommandNode, words: readonly string[], rules: Rules): ParsedCommand {
  const { args, flags, help, warnings } = parseNode(root, words, true, rules);
  if (args.length === 0 && !help)
    return flags.bool('version') ? { kind: 'version' } : { kind: 'help', node: root, asked: false, warnings: [] };
  if (args[0] === 'help' && !help) return { kind: 'help-topic', words: args.slice(1) };
  return parseBelow(root, args, rules, { global: flags, asked: help, warnings });
}

/** Flags may stand between the names, and are those of the group that they follow; a `--help` is about the last name all the same. */
function parseGroup(group: CommandNode, words: readonly string[], rules: Rules, before: Before): ParsedCommand {
  const { args, help, warnings } = parseNode(group, words, true, rules);
  const [name] = args;
  const isEnded = words.at(-args.length - 1) === '--';
  if (name === undefined || isEnded || !group.children.has(name)) return parseBelow(group, words, rules, before);
  const { global, asked } = before;
  return parseBelow(group, args, rules, { global, asked: asked || help, warnings: [...before.warnings, ...warnings] });
}

function parseBelow(node: CommandNode, words: readonly string[], rules: Rules, before: Before): ParsedCommand {
  const [word = '', ...rest] = words;
  const child = word.startsWith('-') ? undefined : node.children.get(word);
  if (child !== undefined && child.spec.group === true) return parseGroup(child, rest, rules, before);
  const found = child ?? node;
  if (found.spec.refused !== undefined && !before.asked) throw new UsageError(found.spec.refused, 1);
  const parsed = parseNode(found, child === undefined ? words : rest, found.spec.flagsFirst === true, rules);
  const warnings = [...before.warnings, ...parsed.warnings];
  if (before.asked || parsed.help) return { kind: 'help', node: found, asked: true, warnings };
  if (found.spec.group === true) {
    if (found.path === 'docker' && (parsed.flags.bool('version') || before.global.bool('version'))) return { kind: 'version' };
    const [unknown] = parsed.args;
    if (unknown !== undefined) throw unknownCommandError(found, unknown);
    return { kind: 'help', node: found, asked: false, warnings };
  }
  const refusal = refusedFlags(parsed.flags) ?? argumentCountProblem(found, parsed.args.length);
  if (refusal !== undefined) throw new UsageError([...warnings, refusal].join('\n'), 1);
  return { kind: 'run', node: found, flags: parsed.flags, args: parsed.args, warnings, global: before.global };
}

/** Flags that the daemon is too old for: docker says so before it counts arguments. */
function refusedFlags(flags: FlagValues): string | undefined {
  const refused = flags.names.map((name) => flags.spec(name)).filter((spec) => spec.refused !== undefined);
  return refused.length === 0 ? undefined : refused.map((spec) => `"--${spec.name}" ${spec.refused}`).join('\n');
}

const NO_FLAGS: readonly FlagSpec[] = [];
const withoutBuildkit = new WeakMap<readonly FlagSpec[], readonly FlagSpec[]>();

/** The very same list each time, so that what is made of it can be kept. */
function flagsOf({ flags = NO_FLAGS }: CommandSpec, buildkit: boolean): readonly FlagSpec[] {
  if (buildkit) return flags;
  const known = withoutBuildkit.get(flags) ?? flags.filter((flag) => flag.buildkit !== true);
  withoutBuildkit.set(flags, known);
  return known;
}

function parseNode(
  node: CommandNode,
  words: readonly string[],
  flagsFirst: boolean,
  { buildkit, findSeldomCheck }: Rules,
): ParsedFlags {
  const specs = flagsOf(node.spec, buildkit);
  try {
    return parseFlags(words, { specs, flagsFirst, findSeldomCheck });
  } catch (error) {
    if (error instanceof FlagProblem) throw flagError(node, error.message);
    throw error;
  }
}
