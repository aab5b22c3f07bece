/** The files and commands that an awk program reads from and writes to. */
import { FsError } from '../../fs/errno.ts';
import { release } from '../kernel/descriptors.ts';
import { flush, LineReader, print, readText, toContent, write } from '../kernel/io.ts';
import { createPipe } from '../kernel/pipe.ts';
import type { OpenFile, Process, Sys } from '../kernel/system.ts';
import { startProgram, waitForProcess } from '../run-program.ts';
import type { Runtime } from './runtime.ts';

interface Output {
  readonly file: OpenFile;
  /** of a pipe: the process at its other end */
  readonly process: Process | undefined;
}

/** Records by `RS`: one character, an empty line (''), or a regex. */
export class RecordReader {
  private readonly file: OpenFile;
  private readonly separator: string;
  private readonly lines: LineReader;
  private rest: string | undefined;

  constructor(file: OpenFile, separator: string) {
    this.file = file;
    this.separator = separator;
    this.lines = new LineReader(file, separator.length === 1 ? separator.charCodeAt(0) : 10);
  }

  *next(runtime: Runtime): Sys<string | undefined> {
    const { self } = runtime.call;
    if (this.separator.length === 1 && this.separator.charCodeAt(0) < 128) return (yield* this.lines.next(self))?.text;
    if (this.rest === undefined) {
      this.rest = yield* readText(self, this.file);
      if (this.separator === '') this.rest = this.rest.replace(/^\n+/, '');
    }
    if (this.rest === '') return undefined;
    const match = this.separator === '' ? runtime.match('\n\n+', this.rest) : runtime.match(this.separator, this.rest);
    const text = match === undefined ? this.rest.replace(/\n$/, '') : this.rest.slice(0, match.start);
    this.rest = match === undefined ? '' : this.rest.slice(Math.max(match.end, match.start + 1));
    return text;
  }

  close(): void {
    release(this.file);
  }
}

export class Streams {
  private readonly runtime: Runtime;
  private readonly outputs = new Map<string, Output>();
  private readonly inputs = new Map<string, { readonly reader: RecordReader; readonly process: Process | undefined }>();

  constructor(runtime: Runtime) {
    this.runtime = runtime;
  }

  /** @throws FsError */
  *print(text: string, kind: '>' | '>>' | '|' | undefined, target: string): Sys<void> {
    const { self } = this.runtime.call;
    if (kind === undefined || target === '/dev/stdout' || (target === '-' && kind !== '|')) {
      yield* print(self, text);
      return;
    }
    if (target === '/dev/stderr') {
      yield* flush(self);
      yield* write(self, 2, text);
      return;
    }
    const output = this.outputs.get(target) ?? (yield* this.openOutput(kind, target));
    yield* output.file.write(self, toContent(text));
  }

  private *openOutput(kind: '>' | '>>' | '|', target: string): Sys<Output> {
    const { self } = this.runtime.call;
    let output: Output;
    if (kind === '|') {
      yield* flush(self);
      const pipe = createPipe();
      const process = yield* startProgram(self, ['/bin/sh', '-c', target], { set: new Map([[0, pipe.reader]]) });
      output = { file: pipe.writer, process };
    } else {
      output = {
        file: self.system.files.open(
          self,
          target,
          kind === '>' ? { write: true, create: true, truncate: true } : { append: true, create: true },
        ),
        process: undefined,
      };
    }
    output.file.refs += 1;
    this.outputs.set(target, output);
    return output;
  }

  /** The next record; undefined at the end. @throws FsError where it cannot be opened */
  *read(source: 'file' | 'command', target: string): Sys<string | undefined> {
    const input = this.inputs.get(target) ?? (yield* this.openInput(source, target));
    return yield* input.reader.next(this.runtime);
  }

  private *openInput(
    source: 'file' | 'command',
    target: string,
  ): Sys<{ readonly reader: RecordReader; readonly process: Process | undefined }> {
    const { self } = this.runtime.call;
    const separator = this.runtime.text(this.runtime.find('RS'));
    let file: OpenFile | undefined;
    let process: Process | undefined;
    if (source === 'command') {
      yield* flush(self);
      const pipe = createPipe();
      file = pipe.reader;
      file.refs += 1;
      process = yield* startProgram(self, ['/bin/sh', '-c', target], { set: new Map([[1, pipe.writer]]) });
    } else {
      file = target === '-' || target === '/dev/stdin' ? self.fds.get(0) : self.system.files.open(self, target, { read: true });
      if (file === undefined) throw new FsError('ENOENT', target);
      file.refs += 1;
    }
    const input = { reader: new RecordReader(file, separator), process };
    this.inputs.set(target, input);
    return input;
  }

  /** 0, the status of a command, or -1 where nothing of that name is open. */
  *close(target: string): Sys<number> {
    const output = this.outputs.get(target);
    const input = this.inputs.get(target);
    if (output === undefined && input === undefined) return -1;
    this.outputs.delete(target);
    this.inputs.delete(target);
    if (output !== undefined) release(output.file);
    input?.reader.close();
    const process = output?.process ?? input?.process;
    return process === undefined ? 0 : yield* waitForProcess(process);
  }

  *closeAll(): Sys<void> {
    yield* flush(this.runtime.call.self);
    for (const target of [...this.outputs.keys(), ...this.inputs.keys()]) yield* this.close(target);
  }
}
