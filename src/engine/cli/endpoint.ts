/**
 * Which daemon the client is sent to: `--host`, `--context`, DOCKER_HOST, DOCKER_CONTEXT (docker/cli 28 `command/cli.go`, `opts/hosts.go`).
 * There is one daemon; elsewhere nobody answers.
 */
import { sha256Hex } from '../bytes/sha256.ts';
import { utf8 } from '../bytes/utf8.ts';
import type { FlagValues } from './args/flag-values.ts';
import { UsageError } from './args/usage-error.ts';
import type { CommandNode } from './specs/command-tree.ts';

const SOCKETS = new Set(['', 'unix:///var/run/docker.sock', 'unix:///run/docker.sock', 'unix://']);
const LEVELS = new Set(['debug', 'info', 'warn', 'warning', 'error', 'fatal', 'panic', 'trace']);
const WITHOUT_DAEMON = /^docker context /;

/** @throws UsageError where the command cannot be run */
export function checkEndpoint(node: CommandNode, flags: FlagValues, env: ReadonlyMap<string, string>): void {
  if (flags.isSet('log-level') && !LEVELS.has(flags.text('log-level').toLowerCase()))
    throw new UsageError(`Unable to parse logging level: ${flags.text('log-level')}`, 1);
  const hosts = flags.list('host');
  if (hosts.length > 1) throw failed('specify only one -H');
  if (hosts.length > 0 && flags.isSet('context')) throw failed('conflicting options: cannot specify both --host and --context');
  const host = hosts[0] ?? (flags.isSet('context') ? '' : (env.get('DOCKER_HOST') ?? ''));
  const context = flags.text('context') || (host === '' ? (env.get('DOCKER_CONTEXT') ?? '') : '');
  if (context !== '' && context !== 'default') {
    const folder = `/root/.docker/contexts/meta/${sha256Hex(utf8(context))}/meta.json`;
    throw failed(
      `unable to resolve docker endpoint: context "${context}": context not found: open ${folder}: no such file or directory`,
    );
  }
  if (flags.bool('tlsverify'))
    throw failed(`unable to resolve docker endpoint: open ${flags.text('tlscacert')}: no such file or directory`);
  if (SOCKETS.has(host)) return;
  const address = readHost(host);
  if (!WITHOUT_DAEMON.test(node.path)) throw unreachable(node, address);
}

function failed(problem: string): UsageError {
  return new UsageError(`Failed to initialize: ${problem}`, 1);
}

/** `tcp://host:2375` for what names a host alone. @throws UsageError */
function readHost(host: string): string {
  if (/^(unix|npipe|fd):\/\//.test(host)) return host;
  const match = /^(?:(tcp|ssh|http|https):\/\/)?([^/:]*)(?::(\d+))?(\/.*)?$/.exec(host);
  if (match === null || host.includes('://') !== (match[1] !== undefined))
    throw failed(`unable to resolve docker endpoint: invalid bind address format: ${host}`);
  const [, scheme = 'tcp', name = '', port = '2375'] = match;
  return `${scheme}://${name || 'localhost'}:${port}`;
}

function unreachable(node: CommandNode, address: string): UsageError {
  const name = /^tcp:\/\/([^:]*)/.exec(address)?.[1];
  const isAddress = name === undefined || name === 'localhost' || /^\d+(\.\d+){3}$/.test(name);
  const problem = isAddress
    ? `Cannot connect to the Docker daemon at ${address}. Is the docker daemon running?`
    : `error during connect: Head "${address.replace('tcp', 'http')}/_ping": dial tcp: lookup ${name}: no such host`;
  return node.path === 'docker run'
    ? new UsageError(`docker: ${problem}\n\nRun 'docker run --help' for more information`, 125)
    : new UsageError(problem, 1);
}
