/** What came, went and changed between two steps: images, tags, layers, containers, and the files of each container. */
import type { MachineView } from '../../engine/index.ts';
import { hueClass, shortDigest } from '../kit/hue.ts';
import type { Say } from '../kit/say.ts';
import type { FileSource, FileText } from '../lab/files.ts';
import type { StepChange, StepFiles, StepsXray, XrayFile, XraySubject } from '../lab/xray-data.ts';
import { describeChange, WHAT_HAPPENED } from './change-words.ts';
import { plainNoteOf } from './file-tree.tsx';
import { StepsTable } from './steps-table.tsx';
import { Figure } from './xray-facts.tsx';
import { type OpenedFile, XrayFilesPart } from './xray-files.tsx';

export interface StepsViewProps {
  readonly xray: StepsXray;
  /** of the machine that is looked at: what it has can be opened */
  readonly view: MachineView;
  readonly say: Say;
  readonly onOpen: (of: XraySubject) => void;
  readonly readFile: (of: FileSource, path: string, at: number) => Promise<FileText>;
}

/** Kinds that are listed under one heading. */
const PARTS = [
  { title: 'xray.steps.images', kinds: ['image', 'tag'] },
  { title: 'layers.table.caption', kinds: ['layer'] },
  { title: 'layers.table.containers', kinds: ['container'] },
] as const satisfies readonly { readonly title: string; readonly kinds: readonly StepChange['kind'][] }[];

export function StepsView({ xray, view, say, onOpen, readFile }: StepsViewProps) {
  const { changes, files, disk } = xray;
  const count = (change: StepChange['change']): number => changes.filter((one) => one.change === change).length;
  const openable = new Set<string>([
    ...view.images.map(({ id }) => id),
    ...view.layers.map(({ chainId }) => chainId),
    ...view.containers.map(({ id }) => id),
  ]);
  const grown = disk.now - disk.was;
  const growth = grown === 0 ? '' : `(${grown > 0 ? '+' : '−'}${say.bytes(Math.abs(grown))})`;
  const isEmpty = changes.length === 0 && files.length === 0;
  return (
    <>
      <dl class="figures of-steps">
        <Figure term={say('xray.steps.disk')}>
          {say.bytes(disk.now)} {growth}
        </Figure>
        {(['A', 'C', 'D'] as const).map((change) => (
          <Figure key={change} term={say(`xray.steps.${WHAT_HAPPENED[change]}`)}>
            <b class="letter">{change}</b> {count(change)}
          </Figure>
        ))}
      </dl>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="xray-panel" aria-label={say('xray.steps.list')} tabIndex={0}>
        {isEmpty && (
          <p class="empty" role="status">
            {say('xray.steps.same')}
          </p>
        )}
        {PARTS.map(({ title, kinds }) => {
          const listed = changes.filter(({ kind }) => kinds.some((one) => one === kind));
          if (listed.length === 0) return null;
          return (
            <section key={title}>
              <h3>{say(title)}</h3>
              <ul class="step-changes">
                {listed.map((change) => (
                  <ChangeRow
                    key={keyOf(change)}
                    change={change}
                    isOpenable={openable.has(keyOf(change))}
                    say={say}
                    onOpen={onOpen}
                  />
                ))}
              </ul>
            </section>
          );
        })}
        {changes.length > 0 && (
          <details class="twin-box">
            <summary>{say('layers.asTable')}</summary>
            <StepsTable xray={xray} say={say} />
          </details>
        )}
        {files.map((part) => (
          <FilesOf key={part.of.kind === 'host' ? 'host' : part.of.id} part={part} xray={xray} say={say} readFile={readFile} />
        ))}
      </section>
    </>
  );
}

function keyOf(change: StepChange): string {
  if (change.kind === 'layer') return change.chainId;
  return change.kind === 'tag' ? `tag ${change.name}` : change.id;
}

interface ChangeRowProps {
  readonly change: StepChange;
  /** the machine that is looked at has it */
  readonly isOpenable: boolean;
  readonly say: Say;
  readonly onOpen: (of: XraySubject) => void;
}

function ChangeRow({ change, isOpenable, say, onOpen }: ChangeRowProps) {
  const { name, note, size } = describeChange(change, say);
  const subject = subjectOf(change);
  const hash = change.kind === 'layer' ? change.diffId : change.id;
  const look = change.kind === 'container' ? 'hash of-container' : `hash ${hueClass(hash)}`;
  return (
    <li class={`step-change change-${change.change}`}>
      <b class="letter" aria-hidden="true">
        {change.change}
      </b>
      <span class="said">{say(`xray.steps.${WHAT_HAPPENED[change.change]}`)}</span>
      {isOpenable && subject !== undefined ? (
        <button type="button" class={`hash-button ${look}`} data-hash={shortDigest(hash)} onClick={() => onOpen(subject)}>
          {shortDigest(hash)}
        </button>
      ) : (
        <span class={look} data-hash={shortDigest(hash)}>
          {shortDigest(hash)}
        </span>
      )}
      <span class="tree-name">{name}</span>
      <span class="tree-note">{note}</span>
      <span class="tree-size">{size}</span>
    </li>
  );
}

function subjectOf(change: StepChange): XraySubject | undefined {
  switch (change.kind) {
    case 'layer':
      return { kind: 'layer', chainId: change.chainId };
    case 'image':
    case 'container':
      return { kind: change.kind, id: change.id };
    case 'tag':
      return undefined;
  }
}

interface FilesOfProps extends Pick<StepsViewProps, 'xray' | 'say' | 'readFile'> {
  readonly part: StepFiles;
}

/** A changed file is shown as it was and as it is. */
function FilesOf({ part: { of, ...files }, xray: { from, to }, say, readFile }: FilesOfProps) {
  const title = of.kind === 'host' ? say('files.host') : say('xray.title.container', { name: of.name });
  const source: FileSource = of.kind === 'host' ? { kind: 'host' } : { kind: 'container', id: of.id };
  const base = of.kind === 'container' ? of.base : undefined;

  async function read({ path, change }: XrayFile): Promise<readonly OpenedFile[]> {
    const before = base === undefined ? source : ({ kind: 'layer', chainId: base } as const);
    const asItWas = async (): Promise<OpenedFile> => ({
      title: say('xray.steps.fileBefore', { path }),
      text: await readFile(before, path, base === undefined ? from : to),
    });
    const asItIs = async (): Promise<OpenedFile> => ({
      title: say('xray.steps.fileAfter', { path }),
      text: await readFile(source, path, to),
    });
    return Promise.all([...(change === 'A' ? [] : [asItWas()]), ...(change === 'D' ? [] : [asItIs()])]);
  }
  return (
    <section>
      <h3>{say('xray.files.of', { title })}</h3>
      <XrayFilesPart of={files} title={title} say={say} readFile={read} noteOf={plainNoteOf} />
    </section>
  );
}
