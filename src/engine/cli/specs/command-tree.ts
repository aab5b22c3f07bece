/** Docker's commands as the tree that their names make: `docker` → `image` → `ls`. */
import type { CommandSpec, FlagSpec } from './command-spec.ts';

export interface CommandNode {
  /** `docker image ls`, as usage errors name it */
  readonly path: string;
  readonly spec: CommandSpec;
  /** by name and by alias; an alias leads to the node of its command */
  readonly children: ReadonlyMap<string, CommandNode>;
}

export interface CommandTree {
  readonly root: CommandNode;
  /** Otherwise it holds some commands only, with their usual flags and no words. */
  readonly isWhole: boolean;
  /** for types of flags that only the whole one has */
  readonly findSeldomCheck?: (spec: FlagSpec) => ((value: string) => string | undefined) | undefined;
}

/** `image ls` → its node; only whole names, no flags in between. */
export function findCommand(root: CommandNode, words: readonly string[]): CommandNode | undefined {
  let node: CommandNode | undefined = root;
  for (const word of words) node = node?.children.get(word);
  return node;
}

/** The subcommands that help lists, sorted by name. */
export function listSubcommands(node: CommandNode): CommandNode[] {
  const listed = [...new Set(node.children.values())].filter((child) => child.spec.hidden !== true);
  return listed.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** `ls` of `docker image ls` */
export function commandName(node: CommandNode): string {
  return lastWord(node.path);
}

/** The usage line after `Usage:  `; of `docker cp` it has two lines. */
export function usageLine(node: CommandNode): string {
  return node.spec.use === undefined ? node.path : `${node.path} ${node.spec.use}`;
}

/** @param rootSpec of `docker` itself */
export function growTree(rootSpec: CommandSpec, commands: readonly CommandSpec[]): CommandNode {
  const children = new Map<string, Map<string, CommandNode>>([['', new Map()]]);
  const root: CommandNode = { path: 'docker', spec: rootSpec, children: childrenOf(children, '') };
  for (const spec of commands) {
    for (const [at, path] of spec.paths.entries()) {
      const node: CommandNode = { path: `docker ${path}`, spec, children: childrenOf(children, path) };
      const siblings = childrenOf(children, groupOf(path));
      siblings.set(lastWord(path), node);
      if (at === 0) for (const alias of spec.aliases ?? []) siblings.set(alias, node);
      for (const other of spec.unlisted ?? []) if (groupOf(other) === groupOf(path)) siblings.set(lastWord(other), node);
    }
  }
  return root;
}

function groupOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf(' ')));
}

function lastWord(path: string): string {
  return path.slice(path.lastIndexOf(' ') + 1);
}

function childrenOf(all: Map<string, Map<string, CommandNode>>, path: string): Map<string, CommandNode> {
  const found = all.get(path) ?? new Map<string, CommandNode>();
  all.set(path, found);
  return found;
}
