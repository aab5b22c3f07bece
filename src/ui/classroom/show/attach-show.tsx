/** In a lesson, in the window of whoever leads a class: what she does on her machine here is shown to the class, from when she says so until she stops. */
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { render } from 'preact';
import type { ShowEvent } from '../../../server/domain/shown-machine.ts';
import { createSay, type Say } from '../../kit/say.ts';
import type { LabModel } from '../../lab/lab.model.ts';
import { ClassRefused, createClassClient } from '../class-client.ts';
import { fetchClassData } from '../class-data.ts';
import { readPageData } from '../page-data.ts';
import type { RoomView } from '../room.ts';
import { forgetShowKey, readShowKey, rememberShowing, wasShowing } from './show-key.ts';
import { createShowSender, type ShowSender } from './show-sender.ts';
import { shownSteps } from './shown-steps.ts';

const BAR_ID = 'class-showing';

export async function attachShow(place: HTMLElement, wakeLab: () => Promise<LabModel>): Promise<void> {
  const key = readShowKey();
  if (key === undefined) return;
  const known = document.getElementById(BAR_ID);
  if (known !== null) {
    // another class's link, opened in the same window
    if (known.dataset['class'] !== key.classId) location.reload();
    return;
  }
  const bar = document.createElement('div');
  bar.id = BAR_ID;
  bar.dataset['class'] = key.classId;
  place.before(bar);
  const { locale, path } = readPageData(place);
  const { messages } = await fetchClassData(path);
  const say = createSay(messages, locale);
  const client = createClassClient(key.secret);
  const title = signal('');
  const isOn = signal(false);
  const cut = signal<'archive' | 'tooMany' | undefined>(undefined);
  const ended = signal<ClassRefused | undefined>(undefined);
  const later = (action: () => void, ms: number): void => void setTimeout(action, ms);
  const sender = createShowSender({ classId: key.classId, client, later });
  let stopWatching = (): void => undefined;

  async function start(): Promise<void> {
    isOn.value = true;
    rememberShowing(true);
    const lab = await wakeLab();
    if (!isOn.value) return;
    const stop = effect(() => {
      const session = lab.active.value;
      const of = lab.places.value.find(({ id }) => id === session.id);
      // half a step is none, and what is printed meanwhile is not looked at
      if (of === undefined || session.busy.value !== 'idle') return;
      const { machine, cut: why } = shownSteps(of, session);
      cut.value = why;
      sender.show(machine);
    });
    stopWatching = stop;
  }
  function stop(): void {
    rest();
    sender.show(undefined);
  }
  function rest(): void {
    isOn.value = false;
    rememberShowing(false);
    stopWatching();
    stopWatching = () => undefined;
  }
  function leave(): void {
    if (isOn.value) stop();
    forgetShowKey();
    following?.stop();
    render(null, bar);
    bar.remove();
  }

  let following: { stop(): void } | undefined;
  render(<ShowBar {...{ title, isOn, cut, ended, sender, say }} onStart={() => void start()} onStop={stop} onLeave={leave} />, bar);
  try {
    const view = await client.call<RoomView>('GET', `/api/classes/${key.classId}`);
    title.value = view.settings.title || say('class.untitled');
    // somebody else who leads may have ended it
    const onEvent = ({ kind }: { readonly kind: string }): void => {
      if (kind === ('show.ended' satisfies ShowEvent['kind'])) rest();
    };
    following = client.follow(key.classId, view.seq, {
      onEvent,
      onConnection: () => undefined,
      onEnd(error) {
        ended.value = error;
        rest();
      },
    });
  } catch (error) {
    if (error instanceof ClassRefused) ended.value = error;
  }
  if (wasShowing() && ended.value === undefined) await start();
}

interface ShowBarProps {
  readonly title: ReadonlySignal<string>;
  readonly isOn: ReadonlySignal<boolean>;
  readonly cut: ReadonlySignal<'archive' | 'tooMany' | undefined>;
  readonly ended: ReadonlySignal<ClassRefused | undefined>;
  readonly sender: ShowSender;
  readonly say: Say;
  readonly onStart: () => void;
  readonly onStop: () => void;
  readonly onLeave: () => void;
}

function ShowBar({ title, isOn, cut, ended, sender, say, onStart, onStop, onLeave }: ShowBarProps) {
  const problem = ended.value ?? sender.refused.value;
  return (
    <section class="class-bar show-bar" data-on={isOn.value ? '' : undefined} aria-label={say('class.show.bar')}>
      <p role="status">
        {say(isOn.value ? 'class.show.showing' : 'class.show.notYet', { title: title.value })}
        {isOn.value && sender.state.value === 'waiting' && ` · ${say('class.show.waiting')}`}
      </p>
      {isOn.value && cut.value !== undefined && <p role="status">{say(`class.show.cut.${cut.value}`)}</p>}
      {problem !== undefined && <p role="alert">{say(problem.messageKey)}</p>}
      {ended.value === undefined && (
        <button
          type="button"
          class="button primary"
          data-show={isOn.value ? 'stop' : 'start'}
          onClick={isOn.value ? onStop : onStart}
        >
          {say(isOn.value ? 'class.show.stop' : 'class.show.start')}
        </button>
      )}
      {!isOn.value && (
        <button type="button" class="button quiet" onClick={onLeave}>
          {say('class.show.leave')}
        </button>
      )}
    </section>
  );
}
