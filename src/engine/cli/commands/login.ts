/** `docker login` and `logout` (docker/cli 28 `cli/command/registry`). Of accounts on Docker Hub there are none here. */
import { text } from '../../bytes/utf8.ts';
import { openRepository } from '../../registry/registry-client.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { type Credentials, clientConfigPath, findCredentials, saveCredentials } from './client-config.ts';

const HUB_SERVER = 'https://index.docker.io/v1/';
const HUB_NAMES = new Set(['', 'docker.io', 'index.docker.io', 'registry-1.docker.io', HUB_SERVER]);
const NO_TERMINAL = 'Error: Cannot perform an interactive login from a non TTY device';

export async function login(call: CommandCall): Promise<number> {
  const { io, args, node } = call;
  const asked = await readCredentials(call);
  const server = serverName(args[0] ?? '');
  if (server === HUB_SERVER) throw new CommandFailure(`camadas: "${node.path}" to Docker Hub is not simulated here`);
  const known = asked.username === '' && asked.password === '' ? findCredentials(call, server) : undefined;
  if (known !== undefined) {
    io.write(2, `Authenticating with existing credentials... [Username: ${known.username}]\n`);
    io.write(2, `\ni Info → To login with a different account, run 'docker logout' followed by 'docker login'\n\n\n`);
  }
  const credentials = known ?? asked;
  if (credentials.username === '' || credentials.password === '') throw new CommandFailure(NO_TERMINAL);
  await openRepository(call.ctx, { domain: server, path: 'login' });
  store(call, server, credentials);
  io.write(1, 'Login Succeeded\n');
  return 0;
}

export async function logout(call: CommandCall): Promise<number> {
  const server = serverName(call.args[0] ?? '');
  call.io.write(1, `Removing login credentials for ${server}\n`);
  if (findCredentials(call, server) !== undefined) saveCredentials(call, server, undefined);
  return 0;
}

async function readCredentials({ io, flags }: CommandCall): Promise<Credentials> {
  const username = flags.text('username');
  const password = flags.text('password');
  const fromInput = flags.bool('password-stdin');
  if (flags.isSet('password') && fromInput)
    throw new CommandFailure('conflicting options: cannot specify both --password and --password-stdin');
  if (flags.isSet('username') && username === '') throw new CommandFailure('username is empty');
  if (flags.isSet('password') && password === '') throw new CommandFailure('password is empty');
  if (password !== '') io.write(2, 'WARNING! Using --password via the CLI is insecure. Use --password-stdin.\n');
  if (!fromInput) return { username, password };
  if (username === '') throw new CommandFailure('the --password-stdin option requires --username to be set');
  return { username, password: text(await io.readStdin()).replace(/\r?\n$/, '') };
}

/** The host alone: `http://localhost:5000/` is `localhost:5000`. */
function serverName(argument: string): string {
  const host = argument.replace(/^https?:\/\//, '').split('/')[0] ?? '';
  return HUB_NAMES.has(argument) || HUB_NAMES.has(host) ? HUB_SERVER : host;
}

/** The warning comes with what is new only. */
function store(call: CommandCall, server: string, credentials: Credentials): void {
  const known = findCredentials(call, server);
  if (known?.username === credentials.username && known.password === credentials.password) return;
  saveCredentials(call, server, credentials);
  call.io.write(
    2,
    `\nWARNING! Your credentials are stored unencrypted in '${clientConfigPath(call)}'.\nConfigure a credential helper to remove this warning. See\nhttps://docs.docker.com/go/credential-store/\n\n`,
  );
}
