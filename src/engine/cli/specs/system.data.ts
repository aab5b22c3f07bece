/** Commands of docker CLI 28.2.2 with an engine 20.10.24: the system as a whole. Compared with the recorded help texts by render-help.test.ts. */
import type { CommandSpec } from './command-spec.ts';
import { FORMAT_USAGE, INSPECT_FORMAT_USAGE } from './format-usage.data.ts';

export const SYSTEM_COMMANDS: readonly CommandSpec[] = [
  {
    paths: ['system events', 'events'],
    use: '[OPTIONS]',
    short: 'Get real time events from the server',
    args: { min: 0, max: 0 },
    simulated: true,
    flags: [
      { name: 'filter', short: 'f', type: 'filter', usage: 'Filter output based on conditions provided' },
      { name: 'format', type: 'string', usage: INSPECT_FORMAT_USAGE },
      { name: 'since', type: 'string', usage: 'Show all events created since timestamp' },
      { name: 'until', type: 'string', usage: 'Stream events until this timestamp' },
    ],
  },
  {
    paths: ['system info', 'info'],
    use: '[OPTIONS]',
    short: 'Display system-wide information',
    args: { min: 0, max: 0 },
    simulated: true,
    flags: [{ name: 'format', short: 'f', type: 'string', usage: INSPECT_FORMAT_USAGE }],
  },
  {
    paths: ['inspect'],
    use: '[OPTIONS] NAME|ID [NAME|ID...]',
    short: 'Return low-level information on Docker objects',
    args: { min: 1 },
    simulated: true,
    flags: [
      { name: 'format', short: 'f', type: 'string', usage: INSPECT_FORMAT_USAGE },
      { name: 'size', short: 's', type: 'bool', usage: 'Display total file sizes if the type is container' },
      { name: 'type', type: 'string', usage: 'Only inspect objects of the given type' },
    ],
  },
  {
    paths: ['login'],
    use: '[OPTIONS] [SERVER]',
    short: 'Authenticate to a registry',
    long: `Authenticate to a registry.
Defaults to Docker Hub if no server is specified.`,
    args: { min: 0, max: 1 },
    simulated: true,
    flags: [
      { name: 'password', short: 'p', type: 'string', usage: 'Password or Personal Access Token (PAT)' },
      { name: 'password-stdin', type: 'bool', usage: 'Take the Password or Personal Access Token (PAT) from stdin' },
      { name: 'username', short: 'u', type: 'string', usage: 'Username' },
    ],
  },
  {
    paths: ['logout'],
    use: '[SERVER]',
    short: 'Log out from a registry',
    long: `Log out from a registry.
If no server is specified, the default is defined by the daemon.`,
    args: { min: 0, max: 1 },
    simulated: true,
  },
  {
    paths: ['search'],
    use: '[OPTIONS] TERM',
    short: 'Search Docker Hub for images',
    args: { min: 1, max: 1 },
    flags: [
      { name: 'filter', short: 'f', type: 'filter', usage: 'Filter output based on conditions provided' },
      { name: 'format', type: 'string', usage: 'Pretty-print search using a Go template' },
      { name: 'limit', type: 'int', usage: 'Max number of search results' },
      { name: 'no-trunc', type: 'bool', usage: `Don't truncate output` },
    ],
  },
  {
    paths: ['system df'],
    use: '[OPTIONS]',
    short: 'Show docker disk usage',
    args: { min: 0, max: 0 },
    simulated: true,
    flags: [
      { name: 'format', type: 'string', usage: FORMAT_USAGE },
      { name: 'verbose', short: 'v', type: 'bool', usage: 'Show detailed information on space usage' },
    ],
  },
  {
    paths: ['system prune'],
    use: '[OPTIONS]',
    short: 'Remove unused data',
    args: { min: 0, max: 0 },
    simulated: true,
    flags: [
      { name: 'all', short: 'a', type: 'bool', usage: 'Remove all unused images not just dangling ones' },
      { name: 'filter', type: 'filter', usage: 'Provide filter values (e.g. "label=<key>=<value>")' },
      { name: 'force', short: 'f', type: 'bool', usage: 'Do not prompt for confirmation' },
      { name: 'volumes', type: 'bool', usage: 'Prune anonymous volumes' },
    ],
  },
  {
    paths: ['system'],
    short: 'Manage Docker',
    group: true,
  },
  {
    paths: ['version'],
    use: '[OPTIONS]',
    short: 'Show the Docker version information',
    args: { min: 0, max: 0 },
    simulated: true,
    flags: [{ name: 'format', short: 'f', type: 'string', usage: INSPECT_FORMAT_USAGE }],
  },
];
