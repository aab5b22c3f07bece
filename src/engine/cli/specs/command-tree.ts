/** Docker's commands as the tree that their names make: `docker` → `image` → `ls`. */
import type { CommandSpec } from './command-spec.ts';
import { CONTAINER_COMMANDS } from './container.data.ts';
import { IMAGE_COMMANDS } from './image.data.ts';
import { OTHER_COMMANDS } from './other.data.ts';
import { ROOT_FLAGS } from './root.data.ts';
import { STORAGE_COMMANDS } from './storage.data.ts';
import { SWARM_COMMANDS } from './swarm.data.ts';
import { SYSTEM_COMMANDS } from './system.data.ts';

export interface CommandNode {
  /** `docker image ls`, as usage errors name it */
  readonly path: string;
  readonly spec: CommandSpec;
  /** by name and by alias; an alias leads to the node of its command */
  readonly children: ReadonlyMap<string, CommandNode>;
}

export const COMMANDS: readonly CommandSpec[] = [
  ...CONTAINER_COMMANDS,
  ...IMAGE_COMMANDS,
  ...OTHER_COMMANDS,
  ...STORAGE_COMMANDS,
  ...SWARM_COMMANDS,
  ...SYSTEM_COMMANDS,
];

const ROOT: CommandSpec = {
  paths: [''],
  use: '[OPTIONS] COMMAND [ARG...]',
  short: 'A self-sufficient runtime for containers',
  group: true,
  flags: ROOT_FLAGS,
};

export const COMMAND_TREE: CommandNode = buildTree();

/** `image ls` → its node; only whole names, no flags in between. */
export function findCommand(words: readonly string[]): CommandNode | undefined {
  let node: CommandNode | undefined = COMMAND_TREE;
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
  return node.path.slice(node.path.lastIndexOf(' ') + 1);
}

/** The usage line after `Usage:  `; of `docker cp` it has two lines. */
export function usageLine(node: CommandNode): string {
  return node.spec.use === undefined ? node.path : `${node.path} ${node.spec.use}`;
}

function buildTree(): CommandNode {
  const children = new Map<string, Map<string, CommandNode>>([['', new Map()]]);
  const root: CommandNode = { path: 'docker', spec: ROOT, children: childrenOf(children, '') };
  for (const spec of COMMANDS) {
    for (const [at, path] of spec.paths.entries()) {
      const cut = path.lastIndexOf(' ');
      const node: CommandNode = { path: `docker ${path}`, spec, children: childrenOf(children, path) };
      const siblings = childrenOf(children, cut < 0 ? '' : path.slice(0, cut));
      siblings.set(path.slice(cut + 1), node);
      if (at === 0) for (const alias of spec.aliases ?? []) siblings.set(alias, node);
    }
  }
  return root;
}

function childrenOf(all: Map<string, Map<string, CommandNode>>, path: string): Map<string, CommandNode> {
  const found = all.get(path) ?? new Map<string, CommandNode>();
  all.set(path, found);
  return found;
}
