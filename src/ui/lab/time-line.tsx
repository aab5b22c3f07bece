/** Where in the session's past the learner stands: back, forward, to any step, again up to here, and undo. Looking back changes nothing. */
import { Icon } from '../kit/icon.tsx';
import type { Say } from '../kit/say.ts';
import type { Player } from './player.model.ts';
import type { SessionModel } from './session.model.ts';
import { StepField, stepWords } from './step-field.tsx';

interface TimeLineProps {
  readonly session: SessionModel;
  readonly player: Player;
  readonly say: Say;
}

export function TimeLine({ session, player, say }: TimeLineProps) {
  const at = session.at.value;
  const count = session.stepCount.value;
  const isPlaying = player.playing.value !== undefined;
  const isBusy = session.busy.value !== 'idle' && !isPlaying;
  const isAtStart = isBusy || at === 0;
  /** Whoever goes elsewhere has seen enough. */
  function goTo(step: number): void {
    player.stop();
    void session.goto(step);
  }
  return (
    <fieldset class="time" aria-label={say('machine.time.label')}>
      <StepField session={session} isResting={isBusy} say={say} onGo={goTo} />
      <span class="words">{stepWords(session, say)}</span>
      <ReplayButton session={session} player={player} say={say} />
      <button
        type="button"
        class="undo"
        aria-disabled={isAtStart}
        onClick={() => {
          if (isAtStart) return;
          player.stop();
          void session.undo();
        }}
      >
        <Icon name="undo" />
        <span class="wide-word">{say('machine.time.undo')}</span>
      </button>
      <span class="said" role="status">
        {isPlaying && say('machine.replay.at', { at, count: player.playing.value ?? count, line: lineOf(session, at, say) })}
      </span>
    </fieldset>
  );
}

/** One button that does not move from under the finger: what it began, it ends. */
function ReplayButton({ session, player, say }: TimeLineProps) {
  const at = session.at.value;
  const isPlaying = player.playing.value !== undefined;
  const isIdle = !isPlaying && (at === 0 || session.busy.value !== 'idle');
  return (
    <button
      type="button"
      class="replay"
      aria-disabled={isIdle}
      title={say(isPlaying ? 'machine.replay.stop' : 'machine.replay.toHere')}
      onClick={() => {
        if (isPlaying) player.stop();
        else if (!isIdle) void player.play(at);
      }}
    >
      <Icon name={isPlaying ? 'stop' : 'replay'} />
      <span class="wide-word">{say(isPlaying ? 'machine.replay.stop' : 'machine.replay.toHere')}</span>
    </button>
  );
}

function lineOf(session: SessionModel, at: number, say: Say): string {
  return session.entries.value.find(({ step }) => step === at)?.line ?? say('machine.steps.start');
}
