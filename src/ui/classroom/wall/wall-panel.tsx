/** On the instructor's page: opening the wall's window, and choosing what is on it. */
import { useSignal } from '@preact/signals';
import type { Say } from '../../kit/say.ts';
import { tellWall, WALL_SCENES } from './wall-channel.ts';

interface WallPanelProps {
  readonly classId: string;
  /** of the wall, with the secret in its fragment */
  readonly link: string;
  readonly say: Say;
}

export function WallPanel({ classId, link, say }: WallPanelProps) {
  const scene = useSignal('auto');
  return (
    <section class="lead-card">
      <h3>{say('class.wall.title')}</h3>
      <p>{say('class.wall.about')}</p>
      <a class="button" href={link} target="camadas-wall" rel="opener">
        {say('class.wall.open')}
      </a>
      <fieldset class="wall-choice">
        <legend>{say('class.wall.shows')}</legend>
        {WALL_SCENES.map((one) => (
          <label key={one} class="check">
            <input
              type="radio"
              name="wall-scene"
              value={one}
              checked={scene.value === one}
              onChange={() => {
                scene.value = one;
                tellWall(classId, one);
              }}
            />
            {say(`class.wall.scene.${one}`)}
          </label>
        ))}
      </fieldset>
    </section>
  );
}
