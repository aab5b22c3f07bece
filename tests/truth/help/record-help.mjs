#!/usr/bin/env node
// Records what `docker COMMAND --help` prints on a terminal, for every command of the real client.
//   record-help.mjs [--columns 100] [--out DIR] [--command 'docker run']      DOCKER_HOST: a daemon; what it is too old for is not in the help
// One file a command (`docker-image-ls.txt`), nothing normalised; the first line, `# docker image ls`, is ours, and so is
// VERSION.txt (client and daemon).  Needs the docker client and util-linux (script).
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const args = process.argv.slice(2);
const option = (name, otherwise) => {
  const at = args.indexOf(name);
  return at < 0 ? otherwise : args[at + 1];
};
const columns = option('--columns', '100');
const out = option('--out', path.dirname(fileURLToPath(import.meta.url)));
fs.mkdirSync(out, { recursive: true });
const env = { ...process.env, TERM: 'xterm', LANG: 'C.UTF-8', HOME: '/root', DOCKER_BUILDKIT: '0' };

function help(command) {
  const line = `stty cols ${columns} rows 50; ${command.join(' ')} --help`;
  const run = spawnSync('script', ['-qec', line, '/dev/null'], { env, input: '' });
  // the terminal's own \r\n, and bold where the client makes a line bold
  return run.stdout.toString('utf8').replaceAll('\r\n', '\n').replace(/\x1b\[\d*m/g, '');
}
function children(text) {
  const found = new Set();
  let inside = false;
  for (const line of text.split('\n')) {
    if (/^(.* )?Commands:$/.test(line)) inside = true;
    else if (/^\S/.test(line)) inside = false;
    const name = /^ {2}([a-z][a-z-]*)\*? {2,}\S/.exec(line)?.[1];
    if (inside && name !== undefined) found.add(name);
  }
  return [...found];
}
function record(command) {
  const text = help(command);
  fs.writeFileSync(path.join(out, `${command.join('-')}.txt`), `# ${command.join(' ')}\n${text}`);
  let count = 1;
  if (/^Run 'docker.* COMMAND --help'/m.test(text)) for (const name of children(text)) count += record([...command, name]);
  return count;
}
const count = record(option('--command', 'docker').split(' '));
fs.writeFileSync(path.join(out, 'VERSION.txt'), execFileSync('docker', ['version', '--format', 'client {{.Client.Version}}, API {{.Client.APIVersion}}\nengine {{.Server.Version}}, API {{.Server.APIVersion}}'], { env }));
console.log(`${count} commands`);
