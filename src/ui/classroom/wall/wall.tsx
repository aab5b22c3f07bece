/** The class on a wall: large type, nothing but what all may see, and a few keys for who stands in front of it. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Say } from '../../kit/say.ts';
import type { ClassData } from '../class-data.ts';
import { placeBeside } from '../places.ts';
import type { Room } from '../room.ts';
import { usePace } from '../use-pace.ts';
import { hearWall, WALL_SCENES, type WallScene } from './wall-channel.ts';
import { sceneFor } from './wall-scene.ts';
import { CodeScene, MachineScene, PlaceScene, ProgressScene, presentRows, VoteScene } from './wall-scenes.tsx';

interface WallProps {
  readonly room: Room;
  readonly classId: string;
  readonly data: ClassData;
  readonly say: Say;
  readonly address: string;
}

export function Wall({ room, classId, data, say, address }: WallProps) {
  const chosen = useSignal<WallScene>('auto');
  const names = useSignal(false);
  const view = room.view.value;

  const control = usePace(room);
  /** the keys are listened to once, and act on what is true then */
  const move = useRef<(by: 1 | -1) => void>(() => undefined);
  move.current = (by) => {
    const { pace } = control;
    const place = pace.mode === 'free' ? undefined : placeBeside(data, pace.place, by);
    if (place !== undefined) control.set(pace.mode, place);
  };
  const togglePause = useRef<() => void>(() => undefined);
  togglePause.current = () => void room.act('PUT', '/pause', { on: view?.isPaused !== true });
  useEffect(() => {
    document.documentElement.dataset['wall'] = '';
    const stop = hearWall(classId, (scene) => {
      chosen.value = scene;
    });
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const scene = WALL_SCENES[Number(event.key) - 1];
      if (scene !== undefined) chosen.value = scene;
      else if (event.key === 'n') names.value = !names.value;
      else if (event.key === 'p') togglePause.current();
      else if (event.key === 'f') toggleFullScreen();
      else if (event.key === 'ArrowRight' || event.key === 'PageDown') move.current(1);
      else if (event.key === 'ArrowLeft' || event.key === 'PageUp') move.current(-1);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      stop();
      document.removeEventListener('keydown', onKey);
      delete document.documentElement.dataset['wall'];
    };
  }, []);
  if (view === undefined) return <p role="status">{say('class.opening')}</p>;
  const scene = chosen.value === 'auto' ? sceneFor(view) : chosen.value;
  const props = { view, summary: room.summary.value, data, say, address };
  const announcement = view.announcements.at(-1);
  return (
    <div class="wall">
      <header class="wall-head">
        <strong>{view.settings.title || say('class.untitled')}</strong>
        {scene !== 'code' && (
          <span>
            {address.replace(/^https?:\/\//, '').replace(/\/$/, '')} <code>{view.code}</code>
          </span>
        )}
        <span>
          {say('class.wall.joined', { count: presentRows(view).length })}
          {!room.isConnected.value && ` · ${say('class.offline')}`}
        </span>
      </header>
      {view.isPaused && (
        <p class="wall-announcement wall-pause" role="status">
          {say('class.pause.wall')}
        </p>
      )}
      {announcement !== undefined && (
        <p class="wall-announcement" role="status">
          {announcement.text}
        </p>
      )}
      <section class="wall-scene" data-scene={scene} aria-label={say(`class.wall.scene.${scene}`)}>
        {scene === 'code' && <CodeScene {...props} />}
        {scene === 'vote' && <VoteScene {...props} />}
        {scene === 'place' && <PlaceScene {...props} />}
        {scene === 'machine' && <MachineScene {...props} />}
        {scene === 'progress' && <ProgressScene {...props} names={names.value} />}
      </section>
      <footer class="wall-tools">
        {WALL_SCENES.map((one, index) => (
          <button
            key={one}
            type="button"
            class="button quiet"
            aria-pressed={chosen.value === one}
            onClick={() => {
              chosen.value = one;
            }}
          >
            <kbd>{index + 1}</kbd> {say(`class.wall.scene.${one}`)}
          </button>
        ))}
        <button
          type="button"
          class="button quiet"
          aria-pressed={names.value}
          onClick={() => {
            names.value = !names.value;
          }}
        >
          <kbd>n</kbd> {say('class.wall.names')}
        </button>
        <button type="button" class="button quiet" aria-pressed={view.isPaused} onClick={() => togglePause.current()}>
          <kbd>p</kbd> {say('class.pause.short')}
        </button>
        <button type="button" class="button quiet" onClick={toggleFullScreen}>
          <kbd>f</kbd> {say('class.wall.full')}
        </button>
        <span>
          <kbd>←</kbd> <kbd>→</kbd> {say('class.wall.move')}
        </span>
      </footer>
    </div>
  );
}

function toggleFullScreen(): void {
  const done = document.fullscreenElement === null ? document.documentElement.requestFullscreen() : document.exitFullscreen();
  done.catch(() => undefined);
}
