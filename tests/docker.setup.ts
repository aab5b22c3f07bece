/** For the tests with a real Docker: the tools, a dockerd of its own, a folder for files. Tests read all three with `inject`. */
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startDaemon } from './docker/daemon.ts';
import { writeImageList } from './docker/image-list.ts';
import { findClient, findObstacle, installPrograms } from './docker/requirements.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** for DOCKER_HOST */
    dockerHost: string;
    /** the docker client's program */
    dockerClient: string;
    /** address of the containerd that dockerd started */
    containerd: string;
    files: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const obstacle = findObstacle();
  if (obstacle !== undefined) throw new Error(`The tests with a real Docker cannot run: ${obstacle}.`);
  installPrograms((text) => process.stdout.write(`${text}\n`));
  const client = findClient();
  const daemon = await startDaemon();
  project.provide('dockerHost', daemon.host);
  project.provide('dockerClient', client);
  project.provide('containerd', join(daemon.folder, 'exec/containerd/containerd.sock'));
  project.provide('files', join(daemon.folder, 'files'));
  return async () => {
    writeImageList(join(daemon.folder, 'files'), project.config.root);
    await daemon.stop();
  };
}
