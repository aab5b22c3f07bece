/** COPY and ADD as an operation. */
import { cleanPath } from '../../container/clean-path.ts';
import type { AddInstruction, CopyInstruction } from '../dockerfile/instruction.ts';
import type { Stage } from '../plan/stages.ts';
import { BuildFailure } from './build-failure.ts';
import { type Conversion, linesOf, stepName } from './conversion.ts';
import { type StageConverter, sourceOperation } from './source-stage.ts';
import { addHistory, type StageState, stepPrefix } from './stage-state.ts';

export async function convertCopy(
  conversion: Conversion,
  stage: Stage,
  state: StageState,
  instruction: CopyInstruction | AddInstruction,
  convert: StageConverter,
): Promise<void> {
  const lines = linesOf(instruction);
  const keyword = instruction.kind.toUpperCase();
  const from = instruction.kind === 'copy' ? instruction.from : '';
  if (/\$./.test(from)) {
    throw new BuildFailure(
      'variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround',
      lines,
    );
  }
  const sources = instruction.sources.map(({ text }) => text);
  for (const source of sources) checkSource(source, keyword, lines);
  const origin =
    from === '' ? ('context' as const) : await sourceOperation(conversion, stage, from, { allowsNumber: true, lines, convert });
  const name = stepPrefix(state) + stepName(conversion, instruction.source, state.env);
  const written = instruction.destination.text;
  addHistory(
    state,
    `${keyword} ${[...sources, ...instruction.heredocSources.map((one) => `<<${one.name}`), written].join(' ')} # buildkit`,
    true,
  );
  state.operation = {
    kind: 'copy',
    parent: state.operation,
    name,
    lines,
    from: origin,
    sources,
    heredocs: instruction.heredocSources,
    destination: destinationOf(state.config.WorkingDir ?? '', written),
    chown: instruction.chown,
    mode: parseMode(instruction.chmod, lines),
    excludes: instruction.excludes,
    isLink: instruction.isLink,
    keepsParents: instruction.kind === 'copy' && instruction.keepsParents,
    unpacks: instruction.kind === 'add' && instruction.unpack !== false,
  };
}

function checkSource(source: string, keyword: string, lines: BuildFailure['lines']): void {
  const isGit = /^(?:git@|git:\/\/|ssh:\/\/)/.test(source) || /^https?:\/\/.*\.git(?:#|$)/.test(source);
  if (!isGit && !/^https?:\/\//.test(source)) return;
  if (keyword === 'COPY')
    throw new BuildFailure(isGit ? "source can't be a git ref for COPY" : "source can't be a URL for COPY", lines);
  throw new BuildFailure(`${source}: URLs are not fetched here`, lines);
}

function destinationOf(workingDir: string, written: string): string {
  const isFolder = written === '' || written === '.' || written.endsWith('/');
  const path = cleanPath(written.startsWith('/') ? written : `/${workingDir}/${written}`);
  return isFolder && !path.endsWith('/') ? `${path}/` : path;
}

const MAX_MODE = 0o7777;

function parseMode(text: string, lines: BuildFailure['lines']): number | undefined {
  if (text === '') return undefined;
  const mode = /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN;
  if (mode <= MAX_MODE) return mode;
  throw new BuildFailure(`invalid chmod parameter: '${text}'. it should be octal string and between 0 and 07777`, lines);
}
