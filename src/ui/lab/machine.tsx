/** The machine beside the prose: the picture, its files, its steps, the time line and the terminal, all of one session. */
import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { Icon } from '../kit/icon.tsx';
import { Lazy } from '../kit/lazy.tsx';
import type { Say } from '../kit/say.ts';
import { describeHash } from '../layers/item-words.ts';
import { LayerTables } from '../layers/layer-table.tsx';
import { Skyline } from '../layers/skyline.tsx';
import { Terminal } from '../terminal/terminal.tsx';
import type { FileSource } from './files.ts';
import type { LabModel } from './lab.model.ts';
import { mainKey } from './light.ts';
import { createPlayer } from './player.model.ts';
import type { Snapshot } from './protocol.ts';
import type { SessionModel } from './session.model.ts';
import { TabList } from './tab-list.tsx';
import { TimeLine } from './time-line.tsx';
import type { XraySubject } from './xray-data.ts';
import { XrayPlace } from './xray-place.tsx';

const MACHINE_TABS = ['layers', 'files', 'steps'] as const;
export type MachineTab = (typeof MACHINE_TABS)[number];

interface MachineProps {
  readonly lab: LabModel;
  readonly say: Say;
  /** typed at the prompt before the page woke */
  readonly draft?: string;
}

/** Width of the picture before its place has been measured. */
const USUAL_WIDTH = 434;

const loadFiles = () => import('../files/files-panel.tsx').then(({ FilesPanel }) => FilesPanel);
const loadOffer = () => import('../share/link-offer.tsx').then(({ LinkOffer }) => LinkOffer);
const loadSteps = () => import('./steps-panel.tsx').then(({ StepsPanel }) => StepsPanel);

export function Machine({ lab, say, draft = '' }: MachineProps) {
  const tab = useSignal<MachineTab>('layers');
  const source = useSignal<FileSource>({ kind: 'host' });
  const subject = useSignal<XraySubject | undefined>(undefined);
  const session = lab.active.value;
  const place = lab.places.value.find(({ id }) => id === session.id);
  const player = useMemo(() => createPlayer(session), [session]);
  useEffect(() => () => player.stop(), [player]);
  const { view } = session.snapshot.value;
  const known = (fact: number | string): number | string => (session.isKnown.value ? fact : '…');

  /** a link to steps was opened; nothing of it is loaded before */
  const bringsSteps = useSignal(false);
  useEffect(() => {
    const look = (): void => {
      bringsSteps.value ||= location.hash.startsWith('#steps=');
    };
    look();
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, []);
  return (
    <div class="machine-body">
      {bringsSteps.value && <Lazy load={loadOffer} props={{ lab, say }} failed={say('machine.panelFailed')} />}
      <PlacePicker lab={lab} say={say} />
      <TabList
        tabs={MACHINE_TABS}
        active={tab}
        prefix="machine"
        label={say('machine.tabs')}
        titleOf={(one) => say(`machine.tab.${one}`)}
      />
      <div class="machine-panel" role="tabpanel" id={`machine-panel-${tab.value}`} aria-labelledby={`machine-tab-${tab.value}`}>
        {tab.value === 'layers' && (
          <LayersPanel
            session={session}
            lit={lab.lit}
            say={say}
            onOpen={(of) => {
              subject.value = of;
            }}
          />
        )}
        {tab.value === 'files' && (
          <Lazy key={`files ${session.id}`} load={loadFiles} props={{ session, source, say }} failed={say('machine.panelFailed')} />
        )}
        {tab.value === 'steps' && (
          <Lazy
            key={`steps ${session.id}`}
            load={loadSteps}
            props={{
              session,
              player,
              prepared: place?.start.commands ?? [],
              say,
              onCompare(from, to) {
                subject.value = { kind: 'steps', from, to };
              },
            }}
            failed={say('machine.panelFailed')}
          />
        )}
      </div>
      <dl class="facts">
        <Fact value={known(view.totals.images)} word={say('machine.facts.images', { count: view.totals.images })} />
        <Fact value={known(view.totals.containers)} word={say('machine.facts.containers', { count: view.totals.containers })} />
        <Fact value={known(view.totals.layers)} word={say('machine.facts.layers', { count: view.totals.layers })} />
        <Fact value={known(say.bytes(view.totals.bytes, 4))} word={say('machine.facts.disk')} />
      </dl>
      <TimeLine session={session} player={player} say={say} />
      <Terminal session={session} prepared={place?.start.commands ?? []} draft={draft} say={say} />
      <XrayPlace key={`xray ${session.id}`} session={session} subject={subject} say={say} />
    </div>
  );
}

function Fact({ value, word }: { readonly value: number | string; readonly word: string }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function PlacePicker({ lab, say }: Pick<MachineProps, 'lab' | 'say'>) {
  const places = lab.places.value;
  return (
    <div class="place">
      {places.length === 1 ? <p>{say('machine.label')}</p> : <label for="machine-place">{say('machine.place')}</label>}
      {places.length > 1 && (
        <select
          id="machine-place"
          value={lab.active.value.id}
          onChange={(event) => {
            lab.activate(event.currentTarget.value);
            void lab.active.value.open();
          }}
        >
          {places.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      )}
      <button type="button" class="sheet-close" aria-label={say('machine.close')} onClick={() => closeSheet(lab.isSheetOpen)}>
        <Icon name="close" />
      </button>
    </div>
  );
}

function closeSheet(isOpen: Signal<boolean>): void {
  isOpen.value = false;
}

/** What is pointed at and who holds it; how to read the picture, while nothing is. */
function Legend({ lit, snapshot, say }: Pick<LayersPanelProps, 'lit' | 'say'> & { readonly snapshot: Snapshot }) {
  const words = lit?.value === undefined ? undefined : describeHash(mainKey(lit.value, snapshot), snapshot.view, say);
  return <p class={words === undefined ? 'legend' : 'legend pointed'}>{words ?? say('layers.legend')}</p>;
}

interface LayersPanelProps {
  readonly session: SessionModel;
  /** absent on a page on which nothing lights what is equal */
  readonly lit?: LabModel['lit'] | undefined;
  readonly say: Say;
  /** absent where there is nothing to open */
  readonly onOpen?: (of: XraySubject) => void;
}

export function LayersPanel({ session, lit, say, onOpen }: LayersPanelProps) {
  const box = useRef<HTMLDivElement>(null);
  const measured = useSignal<number | undefined>(undefined);
  const { view } = session.snapshot.value;
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined && entry.contentRect.width > 0) measured.value = Math.floor(entry.contentRect.width);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const isEmpty = view.layers.length === 0 && view.containers.length === 0;
  const isKnown = session.isKnown.value;
  return (
    <>
      <div class={measured.value === undefined ? 'picture' : 'picture measured'} ref={box}>
        {isEmpty ? (
          <p class="empty">{say(isKnown ? 'layers.empty' : 'layers.preparing')}</p>
        ) : (
          <>
            <Legend lit={lit} snapshot={session.snapshot.value} say={say} />
            <Skyline
              key={session.id}
              view={view}
              say={say}
              width={measured.value ?? USUAL_WIDTH}
              {...(onOpen === undefined ? {} : { onOpen })}
            />
          </>
        )}
      </div>
      {!isEmpty && (
        <details class="twin-box">
          <summary>{say('layers.asTable')}</summary>
          <div class="scroll">
            <LayerTables view={view} say={say} />
          </div>
        </details>
      )}
    </>
  );
}
