/** `~/.docker/config.json`, where the client keeps who logged in where, unencrypted (docker/cli `cli/config/configfile/file.go`). */
import { formatBase64, parseBase64 } from '../../bytes/base64.ts';
import { contentOf, peekContent } from '../../bytes/content.ts';
import { text, utf8 } from '../../bytes/utf8.ts';
import { findNode } from '../../fs/lookup.ts';
import { makeDir } from '../../fs/write.ts';
import type { CommandCall } from '../command-call.ts';
import { writeHostFile } from './host-files.ts';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** What else the client knows of the file, in its order; what it does not know is lost when it writes. */
const OTHER_SETTINGS = [
  'HttpHeaders',
  'psFormat',
  'imagesFormat',
  'networksFormat',
  'pluginsFormat',
  'volumesFormat',
  'statsFormat',
  'detachKeys',
  'credsStore',
  'credHelpers',
  'serviceInspectFormat',
  'servicesFormat',
  'tasksFormat',
  'secretFormat',
  'configFormat',
  'nodesFormat',
  'pruneFilters',
  'proxies',
  'currentContext',
  'cliPluginsExtraDirs',
  'plugins',
  'aliases',
  'features',
];

export function clientConfigPath({ io }: Pick<CommandCall, 'io'>): string {
  return `${io.env.get('HOME') ?? '/root'}/.docker/config.json`;
}

export function findCredentials(call: CommandCall, server: string): Credentials | undefined {
  const auth = readAuths(readConfig(call)).get(server);
  const bytes = auth === undefined ? undefined : parseBase64(auth);
  if (bytes === undefined) return undefined;
  const [username = '', ...rest] = text(bytes).split(':');
  return { username, password: rest.join(':') };
}

/** @param credentials undefined: forget them */
export function saveCredentials(call: CommandCall, server: string, credentials: Credentials | undefined): void {
  const config = readConfig(call);
  const auths = readAuths(config);
  if (credentials === undefined) auths.delete(server);
  else auths.set(server, formatBase64(utf8(`${credentials.username}:${credentials.password}`)));
  const servers = [...auths].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, auth]) => [name, { auth }]);
  const others = OTHER_SETTINGS.filter((name) => Object.hasOwn(config, name)).map((name) => [name, config[name]]);
  const written = JSON.stringify(Object.fromEntries([['auths', Object.fromEntries(servers)], ...others]), undefined, '\t');
  const path = clientConfigPath(call);
  const { current } = call.ref;
  const folder = path.slice(0, path.lastIndexOf('/'));
  if (findNode(current.host.tree, folder) === undefined) {
    const tree = makeDir(current.host.tree, folder, { parents: true, mode: 0o700, mtime: current.now / 1000 });
    call.ref.current = { ...current, host: { ...current.host, tree } };
  }
  writeHostFile(call, path, contentOf(utf8(written)));
}

type Config = Readonly<Record<string, unknown>>;

function readConfig(call: CommandCall): Config {
  const node = findNode(call.ref.current.host.tree, clientConfigPath(call));
  const bytes = node?.kind === 'file' ? peekContent(node.content) : undefined;
  try {
    const parsed: unknown = bytes === undefined ? {} : JSON.parse(text(bytes));
    return isRecord(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function readAuths({ auths }: Config): Map<string, string> {
  const known = new Map<string, string>();
  for (const [server, entry] of Object.entries(isRecord(auths) ? auths : {})) {
    if (isRecord(entry) && typeof entry['auth'] === 'string') known.set(server, entry['auth']);
  }
  return known;
}

function isRecord(value: unknown): value is Config {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
