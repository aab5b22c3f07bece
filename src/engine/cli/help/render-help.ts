/** What `docker COMMAND --help` prints: cobra's usage template as docker/cli fills it (cli/cobra.go). */

import { goQuote } from '../../go/quote.ts';
import { type FlagSpec, isListedFlag } from '../specs/command-spec.ts';
import { type CommandNode, commandName, listSubcommands, usageLine } from '../specs/command-tree.ts';
import { wrapText } from './wrap-text.ts';

/** In this order. */
const LISTED_FIRST: readonly string[] = [
  'run',
  'exec',
  'ps',
  'build',
  'pull',
  'push',
  'images',
  'login',
  'logout',
  'search',
  'version',
  'info',
];

/** @param columns width of the terminal; docker takes 80 where there is none */
export function renderHelp(node: CommandNode, columns: number): string {
  const isRoot = node.path === 'docker';
  const flags = flagUsages((node.spec.flags ?? []).filter(isListedFlag), columns - 1);
  const parts = [`Usage:  ${helpUsage(node)}\n\n${(node.spec.long ?? node.spec.short).trim()}`];
  if (node.spec.experimental === true) parts.push(experimentalNotice(node));
  const aliases = aliasText(node);
  if (aliases !== undefined) parts.push(`Aliases:\n  ${aliases}`);
  if (!isRoot && flags !== '') parts.push(`Options:\n${flags}`);
  parts.push(...commandLists(node, isRoot));
  if (isRoot) parts.push(`Global Options:\n${flags}`);
  if (node.spec.group === true) parts.push(`Run '${node.path} COMMAND --help' for more information on a command.`);
  if (isRoot) parts.push('For more help on how to use Docker, head to https://docs.docker.com/go/guides/');
  return `${parts.join('\n\n')}\n`;
}

function helpUsage(node: CommandNode): string {
  if (node.spec.group !== true) return usageLine(node);
  return (node.spec.flags ?? []).some(isListedFlag) ? `${node.path} [OPTIONS] COMMAND` : `${node.path} COMMAND`;
}

function experimentalNotice(node: CommandNode): string {
  return `EXPERIMENTAL:
  ${node.path} is an experimental feature.
  Experimental features provide early access to product functionality. These
  features may change between releases without warning, or can be removed from a
  future release. Learn more about experimental features in our documentation:
  https://docs.docker.com/go/experimental/`;
}

function aliasText(node: CommandNode): string | undefined {
  const [first, ...more] = node.spec.paths;
  if (first === undefined || node.spec.group === true) return undefined;
  const stem = first.slice(0, first.lastIndexOf(' ') + 1);
  const aliases = (node.spec.aliases ?? []).map((alias) => stem + alias);
  if (aliases.length + more.length === 0) return undefined;
  return [first, ...aliases, ...more].map((path) => `docker ${path}`).join(', ');
}

function commandLists(node: CommandNode, isRoot: boolean): string[] {
  const all = listSubcommands(node);
  const isCommon = (child: CommandNode): boolean => isRoot && LISTED_FIRST.includes(commandName(child));
  const common = LISTED_FIRST.flatMap((name) => all.filter((child) => isRoot && commandName(child) === name));
  const groups = all.filter((child) => child.spec.group === true);
  return [
    list('Common Commands', common, all),
    list(
      'Management Commands',
      groups.filter((child) => child.spec.swarm !== true),
      all,
    ),
    list(
      'Swarm Commands',
      groups.filter((child) => child.spec.swarm === true),
      all,
    ),
    list(
      'Commands',
      all.filter((child) => child.spec.group !== true && !isCommon(child)),
      all,
    ),
  ].filter((text) => text !== '');
}

function list(title: string, nodes: readonly CommandNode[], siblings: readonly CommandNode[]): string {
  if (nodes.length === 0) return '';
  const padding = Math.max(11, ...siblings.map((node) => commandName(node).length));
  const rows = nodes.map((node) => `\n  ${commandName(node).padEnd(padding)} ${node.spec.short}`);
  return `${title}:${rows.join('')}`;
}

function flagUsages(flags: readonly FlagSpec[], columns: number): string {
  const rows = [...flags]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((flag) => ({ left: flagColumn(flag), usage: flag.usage + defaultText(flag) }));
  const widest = Math.max(...rows.map((row) => row.left.length));
  return rows
    .map(({ left, usage }) => `${left.padEnd(widest)}   ${wrapText(usage, widest + 3, columns)}`)
    .join('\n')
    .trimEnd();
}

function flagColumn(flag: FlagSpec): string {
  const name = flag.short === undefined ? `      --${flag.name}` : `  -${flag.short}, --${flag.name}`;
  return flag.type === 'bool' ? name : `${name} ${flag.type}`;
}

function defaultText(flag: FlagSpec): string {
  if (flag.default === undefined) return '';
  return ` (default ${flag.type === 'string' ? goQuote(flag.default) : flag.default})`;
}
