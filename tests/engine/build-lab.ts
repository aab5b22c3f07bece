/** For tests: a machine with a build context, and what a build on it printed. */

import { BuildError } from '../../src/engine/build/build-errors.ts';
import { buildImage } from '../../src/engine/build/build-image.ts';
import { type BuildOptions, DEFAULT_BUILD_OPTIONS } from '../../src/engine/build/build-options.ts';
import { contentOf, readContent } from '../../src/engine/bytes/content.ts';
import { text } from '../../src/engine/bytes/utf8.ts';
import { describeError } from '../../src/engine/cli/errors.ts';
import { startProblem } from '../../src/engine/cli/words/process-words.ts';
import { findNode, lookup } from '../../src/engine/fs/lookup.ts';
import type { Tree } from '../../src/engine/fs/node.ts';
import { removeNode } from '../../src/engine/fs/remove.ts';
import { makeDir, writeFile } from '../../src/engine/fs/write.ts';
import { getImage } from '../../src/engine/image/find-image.ts';
import { getLayer } from '../../src/engine/machine/layer-sizes.ts';
import type { Image, Machine } from '../../src/engine/machine/machine.ts';
import { ProcessError } from '../../src/engine/process/process-error.ts';
import { MachineLab } from './machine-lab.ts';

export interface Built {
  readonly out: string;
  readonly err: string;
  readonly exitCode: number;
}

const CONTEXT = '/ctx';

export class BuildLab extends MachineLab {
  /** Puts files into the context; `undefined` removes one. */
  files(files: Readonly<Record<string, string | Uint8Array | undefined>>): this {
    let { tree } = this.machine.host;
    const mtime = this.machine.now / 1000;
    for (const [name, content] of Object.entries(files)) {
      const path = `${CONTEXT}/${name}`;
      if (content === undefined) {
        if (findNode(tree, path) !== undefined) tree = removeNode(tree, path, { mtime, recursive: true });
        continue;
      }
      tree = makeDir(tree, path.slice(0, path.lastIndexOf('/')), { parents: true, mtime });
      tree = writeFile(tree, path, contentOf(content), { mtime });
    }
    this.machine = { ...this.machine, host: { ...this.machine.host, tree, cwd: CONTEXT } };
    return this;
  }

  /** A build one second after whatever was before; the machine is checked after it. */
  async build(options: Partial<BuildOptions> = {}): Promise<Built> {
    const ref = { current: { ...this.machine, now: this.machine.now + 1000 } as Machine };
    let out = '';
    let err = '';
    let exitCode: number;
    try {
      const output = {
        write: (fd: 1 | 2, data: string) => {
          if (fd === 1) out += data;
          else err += data;
        },
        describe: (error: unknown) => (error instanceof ProcessError ? startProblem(error).text : describeError(error).text),
        pulled: () => undefined,
      };
      ({ exitCode } = await buildImage(this.ctx, ref, { ...DEFAULT_BUILD_OPTIONS, cwd: CONTEXT, ...options }, output));
    } catch (error) {
      if (!(error instanceof BuildError)) throw error;
      err += `${describeError(error).text}\n`;
      exitCode = error.data.status;
    }
    this.machine = ref.current;
    const problems = await this.problems();
    if (problems.length > 0) throw new Error(problems.join('\n'));
    return { out, err, exitCode };
  }

  /** The same with a Dockerfile. */
  dockerfile(content: string, options: Partial<BuildOptions> = {}): Promise<Built> {
    return this.files({ Dockerfile: content }).build(options);
  }

  find(name: string): Image {
    return getImage(this.machine, name);
  }

  tree(name: string): Tree {
    const top = this.find(name).chain.at(-1);
    if (top === undefined) throw new Error(`${name} has no layers`);
    return getLayer(this.machine, top).tree;
  }

  async read(name: string, path: string): Promise<string> {
    const { node } = lookup(this.tree(name), path);
    if (node.kind !== 'file') throw new Error(`${path} is a ${node.kind}`);
    return text(await readContent(node.content));
  }
}

/** What a terminal shows of it in the end, as it was recorded: without colours, and without the carriage returns of a progress bar. */
export function asShown(printed: string): string {
  return printed.replaceAll(/\x1b\[\d+m|\r/g, '');
}

/** IDs as `#1`, `#2` … in the order they appear; known ones stay. */
export function numberIds(printed: string, known: readonly string[] = []): string {
  const seen = new Map<string, string>();
  return printed.replace(/\b(?:[0-9a-f]{64}|[0-9a-f]{12})\b/g, (id) => {
    const short = id.slice(0, 12);
    if (known.includes(short)) return id;
    const name = seen.get(short) ?? `#${seen.size + 1}`;
    seen.set(short, name);
    return name;
  });
}
