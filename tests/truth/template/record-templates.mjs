#!/usr/bin/env node
// Records what the real client makes of Go templates.  record-templates.mjs   (rewrites recorded.json from templates.txt)
// The client asks a daemon of ours on a socket, which hands out container.json, image.json, volume.json and network.json, so the
// data behind the templates is always the same.  Pointers deep inside print as addresses: no template here does that.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'templates-'));
const socket = path.join(home, 'docker.sock');
const answers = [
  [/\/containers\/[^/]+\/json/, 'container.json'],
  [/\/images\/[^/]+\/json/, 'image.json'],
  [/\/volumes\/[^/]+$/, 'volume.json'],
  [/\/networks\/[^/?]+/, 'network.json'],
];
const server = http.createServer((request, response) => {
  const file = answers.find(([pattern]) => pattern.test(request.url))?.[1];
  response.setHeader('API-Version', '1.41');
  response.setHeader('Content-Type', 'application/json');
  response.end(file === undefined ? '{}' : fs.readFileSync(path.join(here, file)));
});
await new Promise((resolve) => server.listen(socket, resolve));
const env = { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8', DOCKER_HOST: `unix://${socket}` };
const run = (object, template) =>
  new Promise((resolve) => {
    execFile('docker', [object, 'inspect', '-f', template, 'x'], { env, encoding: 'utf8' }, (error, stdout, stderr) => {
      resolve({ object, template, stdout, stderr, status: error?.code ?? 0 });
    });
  });
const recorded = [];
let object = 'container';
for (const line of fs.readFileSync(path.join(here, 'templates.txt'), 'utf8').split('\n')) {
  if (line.startsWith('## ')) object = line.slice(3);
  else if (line !== '' && !line.startsWith('# ')) recorded.push(await run(object, line.replaceAll('\\n', '\n')));
}
fs.writeFileSync(path.join(here, 'recorded.json'), `[\n${recorded.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`);
server.close();
fs.rmSync(home, { recursive: true });
console.log(`${recorded.length} templates`);
