/** The real tools, each call with its whole answer. Tests read where the daemon is with `inject`. */
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { inject } from 'vitest';

export interface Answer {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** stdout as it came */
  readonly bytes: Uint8Array;
}

export interface CallOptions {
  readonly input?: Uint8Array | undefined;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** A new folder, gone with the daemon. */
export function makeFolder(): string {
  return mkdtempSync(join(inject('files'), 'f'));
}

export async function call(program: string, args: readonly string[], options: CallOptions = {}): Promise<Answer> {
  const env = {
    ...process.env,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    HOME: inject('files'),
    DOCKER_HOST: inject('dockerHost'),
    ...options.env,
  };
  const child = spawn(program, args, { env, cwd: options.cwd, stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<number>((done, reject) => {
    child.on('error', reject);
    child.on('close', (code) => done(code ?? 255));
  });
  child.stdin.on('error', () => {});
  child.stdin.end(options.input);
  const [status, stdout, stderr] = await Promise.all([ended, buffer(child.stdout), buffer(child.stderr)]);
  return { status, stdout: stdout.toString('utf8'), stderr: stderr.toString('utf8'), bytes: new Uint8Array(stdout) };
}

/** Both streams, as a person sees them. */
export function said({ stdout, stderr }: Answer): string {
  return `${stdout}${stderr}`.trimEnd();
}

/** @throws Error with what the program said where it fails */
export async function must(program: string, args: readonly string[], options: CallOptions = {}): Promise<Answer> {
  const answer = await call(program, args, options);
  if (answer.status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${answer.status}:\n${said(answer)}`);
  return answer;
}

export function docker(args: readonly string[], options: CallOptions = {}): Promise<Answer> {
  return must(inject('dockerClient'), args, options);
}

/** Like `docker`, for what is to be refused. */
export function tryDocker(args: readonly string[], options: CallOptions = {}): Promise<Answer> {
  return call(inject('dockerClient'), args, options);
}

/** `{{.Id}}` or another template of `docker image inspect`. */
export async function inspect(image: string, template = '{{.Id}}'): Promise<string> {
  return (await docker(['image', 'inspect', '--format', template, image])).stdout.trim();
}

/** Containers, images and volumes; what the daemon remembers of digests stays. */
export async function emptyDocker(): Promise<void> {
  const containers = (await docker(['ps', '-aq'])).stdout.split('\n').filter(Boolean);
  if (containers.length > 0) await docker(['rm', '-fv', ...containers]);
  const images = [...new Set((await docker(['images', '-aq', '--no-trunc'])).stdout.split('\n').filter(Boolean))];
  if (images.length > 0) await tryDocker(['rmi', '-f', ...images]);
  await docker(['system', 'prune', '-af', '--volumes']);
}
