/** Everything that is wrong with a Dockerfile: what docker would refuse, what would fail with this context, and the course's own rules. */
import type { FromInstruction, Instruction } from '../../build/dockerfile/instruction.ts';
import { type Dockerfile, parseDockerfile } from '../../build/dockerfile/parse-dockerfile.ts';
import type { Problem } from '../../build/dockerfile/problem.ts';
import { formatDetail } from '../../build/dockerfile/problem-words.ts';
import type { Machine } from '../../machine/machine.ts';
import { familiarName, familiarString, parseReference } from '../../reference/reference.ts';
import { InvalidReferenceError } from '../../reference/reference-error.ts';
import { replacing } from '../check-words.ts';
import type { Diagnosis, DiagnosisCode, Fix } from '../diagnosis.ts';
import { nearest } from '../nearest.ts';
import { contextPlace, findInContext } from './context-place.ts';
import { copiesAll, findCourseProblems } from './course-rules.ts';
import { createOffsets, metaOf, namesGiven, type OffsetOf, placeOf, type StageLines, stagesOf } from './source-places.ts';

/** Longer than any Dockerfile that is looked at. */
const MAX_LENGTH = 50_000;
const MAX_FOUND = 100;

export interface LintOptions {
  readonly machine: Machine;
  /** of the Dockerfile, from the working folder */
  readonly path: string;
  /** The caret: what is being typed there is not yet wrong for being unfinished. Absent: the text is finished. */
  readonly caret?: number;
}

export function lintDockerfile(text: string, { machine, path, caret }: LintOptions): readonly Diagnosis[] {
  if (text.trim() === '' || text.length > MAX_LENGTH) return [];
  const frontend = machine.host.variables.get('DOCKER_BUILDKIT') === '0' ? 'classic' : 'buildkit';
  const file = parseDockerfile(text, frontend);
  const linter = new Linter(text, file, machine, path);
  const found = caret === undefined ? linter.run() : linter.run().filter((one) => !isUnfinished(one, text, caret));
  return found.slice(0, MAX_FOUND);
}

/** The caret stands right behind it, or at the end of an instruction that docker would only refuse as it is now. */
function isUnfinished({ code, from, to }: Diagnosis, text: string, caret: number): boolean {
  if (caret <= from) return false;
  return to === caret || (code === 'dockerfile-refused' && to < caret && /^[ \t]*$/.test(text.slice(to, caret)));
}

class Linter {
  private readonly offsetOf: OffsetOf;
  private readonly found: Diagnosis[] = [];
  private readonly file: Dockerfile;
  private readonly machine: Machine;
  private readonly path: string;
  private readonly stages: readonly StageLines[];

  constructor(text: string, file: Dockerfile, machine: Machine, path: string) {
    this.offsetOf = createOffsets(text);
    this.file = file;
    this.machine = machine;
    this.path = path;
    this.stages = stagesOf(file);
  }

  run(): readonly Diagnosis[] {
    for (const problem of this.file.problems) this.refused(problem);
    const meta = new Set(namesGiven(metaOf(this.file)));
    for (const [index, stage] of this.stages.entries()) {
      this.base(stage.from, index);
      this.forgottenArgs(stage, meta);
      for (const instruction of stage.instructions) this.transfer(instruction, index);
      for (const { rule, at, facts, instead } of findCourseProblems(stage)) {
        const fixes = instead === undefined ? [] : replacing(placeOf(this.offsetOf, at.range), instead);
        this.add(rule, rule === 'add-for-copy' ? 'hint' : 'warning', at, facts, fixes);
      }
    }
    return this.found.sort((a, b) => a.from - b.from);
  }

  private add(
    code: DiagnosisCode,
    severity: Diagnosis['severity'],
    at: Pick<Instruction, 'range'>,
    facts: Diagnosis['facts'],
    fixes: readonly Fix[] = [],
  ): void {
    const { start, end } = placeOf(this.offsetOf, at.range);
    this.found.push({ from: start, to: end, severity, code, facts, fixes });
  }

  private refused({ detail, range }: Problem): void {
    const place = placeOf(this.offsetOf, range);
    const suggestion = 'suggestion' in detail ? detail.suggestion : undefined;
    const isFlag = detail.code === 'dockerfile.unknownFlag';
    const written = isFlag ? { start: place.start + 2, end: place.start + 2 + detail.flag.length } : place;
    const fixable = suggestion !== undefined && (isFlag || detail.code === 'dockerfile.unknownInstruction');
    const fix = fixable ? replacing(written, isFlag ? suggestion : suggestion.toUpperCase()) : [];
    const says = formatDetail(detail, this.file.frontend);
    this.add('dockerfile-refused', 'error', { range }, { problem: detail.code, says }, fix);
  }

  /** A tag that says nothing, and other tags that are on the machine. */
  private base({ image }: FromInstruction, index: number): void {
    const { text } = image;
    if (text.includes('$') || text === 'scratch' || this.stageNamed(text, index) !== undefined) return;
    try {
      const reference = parseReference(text);
      if (reference.digest !== undefined || (reference.tag !== undefined && reference.tag !== 'latest')) return;
      const name = familiarName(reference);
      const tags = [...this.machine.references.keys()]
        .map((full) => parseReference(full))
        .filter((one) => one.tag !== undefined && one.tag !== 'latest' && familiarName(one) === name);
      const place = placeOf(this.offsetOf, image.range);
      const fixes = tags.slice(0, 3).flatMap((one) => replacing(place, familiarString(one)));
      this.add('latest-tag', 'warning', image, { image: name }, fixes);
    } catch (error) {
      if (!(error instanceof InvalidReferenceError)) throw error;
      this.add('bad-reference', 'error', image, { image: text });
    }
  }

  private stageNamed(name: string, before: number): StageLines | undefined {
    return this.stages.slice(0, before).find(({ from }) => from.name !== '' && from.name === name.toLowerCase());
  }

  /** ARG above the first FROM counts in a stage only once it is named there again. */
  private forgottenArgs({ from, instructions }: StageLines, meta: ReadonlySet<string>): void {
    const known = new Set<string>();
    for (const instruction of instructions) {
      const used = [...instruction.argument.text.matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name);
      const forgotten = used.find((name) => meta.has(name) && !known.has(name));
      if (forgotten !== undefined) {
        const at = this.offsetOf(from.range.end);
        this.add('arg-outside-stage', 'warning', instruction.argument, { name: forgotten }, [
          { kind: 'insert', from: at, to: at, text: `\nARG ${forgotten}` },
        ]);
        known.add(forgotten);
      }
      for (const name of namesGiven([instruction])) known.add(name);
    }
  }

  private transfer(instruction: Instruction, index: number): void {
    if (instruction.kind !== 'copy' && instruction.kind !== 'add') return;
    if (instruction.kind === 'copy' && instruction.fromToken !== undefined) {
      this.otherStage(instruction.from, instruction.fromToken, index);
      return;
    }
    const context = contextPlace(this.machine, this.path);
    if (copiesAll(instruction) && findInContext(context, '.dockerignore') === undefined)
      this.add('no-dockerignore', 'warning', instruction, {});
    for (const source of instruction.sources) {
      if (/[$*?[\\]|^(?:https?|git|ftp):|^git@/.test(source.text) || source.text === '') continue;
      if (findInContext(context, source.text) === undefined) this.add('source-missing', 'error', source, { path: source.text });
    }
  }

  private otherStage(name: string, token: { readonly range: Instruction['range'] }, index: number): void {
    if (name === '' || name.includes('$') || this.stageNamed(name, index) !== undefined) return;
    if (/^\d+$/.test(name)) {
      if (Number(name) >= index) this.add('stage-unknown', 'error', token, { name });
      return;
    }
    const names = this.stages
      .slice(0, index)
      .map(({ from }) => from.name)
      .filter((one) => one !== '');
    const meant = nearest(name, names);
    if (meant === undefined) return;
    const { start, end } = placeOf(this.offsetOf, token.range);
    this.add(
      'stage-unknown',
      'warning',
      token,
      { name, nearest: meant },
      replacing({ start: end - name.length, end }, meant).filter(() => end - name.length >= start),
    );
  }
}
