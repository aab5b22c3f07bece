/** skopeo, buildah, umoci and containerd, each with folders of its own. */
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Answer, makeFolder, must } from './real.ts';

/** Neither signatures nor short names are asked about. */
export function skopeo(args: readonly string[]): Promise<Answer> {
  return must('skopeo', ['--insecure-policy', ...args]);
}

/** By way of unpacked layers: a docker 20.10 knows no zstd, and the image's ID is not about packing. */
export async function copyToDaemon(source: string, image: string): Promise<void> {
  const plain = `dir:${join(makeFolder(), 'plain')}`;
  await skopeo(['copy', '--dest-decompress', source, plain]);
  await skopeo(['copy', '--dest-daemon-host', inject('dockerHost'), plain, `docker-daemon:${image}`]);
}

/** What the tool says the image's ID is: the digest of the config as it lies in the archive. */
export async function configDigest(source: string): Promise<string> {
  const { bytes } = await skopeo(['inspect', '--config', '--raw', source]);
  return (await must('sha256sum', [], { input: bytes })).stdout.slice(0, 64);
}

/** A store of its own; `chroot` needs neither network nor runtime. */
export function buildahIn(folder: string): (...args: string[]) => Promise<string> {
  const store = ['--root', join(folder, 'root'), '--runroot', join(folder, 'run'), '--storage-driver', 'vfs'];
  const env = { BUILDAH_ISOLATION: 'chroot' };
  return async (...args) => (await must('buildah', [...store, ...args], { env, cwd: folder })).stdout.trim();
}

export function umoci(args: readonly string[], cwd: string): Promise<Answer> {
  return must('umoci', args, { cwd });
}

/**
 * Through the containerd that dockerd brings along. Its exporter is what `docker save` is since 25 with the containerd store, and the classic
 * store writes the same since: an OCI layout, and docker's manifest.json beside it.
 */
export async function exportByContainerd(archive: string, image: string): Promise<string> {
  const path = join(makeFolder(), 'containerd.tar');
  const ctr = (...args: string[]) => must('ctr', ['-a', inject('containerd'), '-n', `test-${path.split('/').at(-2)}`, ...args]);
  await ctr('images', 'import', '--no-unpack', archive);
  await ctr('images', 'export', path, image);
  return path;
}
