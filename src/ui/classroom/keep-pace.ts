/**
 * A lesson's page goes where the instructor goes, in its own language. Following, it goes once to each place and may leave again, also where
 * the word came while the page was loading or away; locked, it comes back, and in its lesson nothing but the exercise that the class is held
 * at can be used. What was begun is kept on the way.
 */
import { effect } from '@preact/signals';
import type { Pace } from '../../server/domain/class-event.ts';
import { exerciseAnchor } from '../wake/lesson-data.ts';
import type { ClassData, ClassLesson } from './class-data.ts';
import type { Room } from './room.ts';

/** the pace that this tab has followed last */
const FOLLOWED_KEY = 'camadas.pace';

/** Where the class is, if anywhere. */
export function lessonOf(pace: Pace, { lessons }: Pick<ClassData, 'lessons'>): ClassLesson | undefined {
  return pace.mode === 'free' ? undefined : lessons.find(({ id }) => id === pace.place.lesson);
}

export function followPace(pace: Pace, data: ClassData): void {
  const key = JSON.stringify(pace);
  if (sessionStorage.getItem(FOLLOWED_KEY) === key) return;
  sessionStorage.setItem(FOLLOWED_KEY, key);
  const lesson = lessonOf(pace, data);
  if (pace.mode === 'free' || lesson === undefined) return;
  const { exercise } = pace.place;
  if (lesson.path !== location.pathname) location.assign(addressOf(lesson, exercise));
  else if (exercise !== undefined) location.hash = exerciseAnchor(exercise);
}

/** Follows what the class's view says, and holds the page where the class is held. */
export function keepPace(room: Room, data: ClassData): void {
  effect(() => {
    const view = room.view.value;
    const pace = view?.pace;
    if (pace === undefined) return;
    followPace(pace, data);
    const held = pace.mode === 'locked' ? pace.place : undefined;
    const lesson = pace.mode === 'locked' ? lessonOf(pace, data) : undefined;
    if (lesson !== undefined && lesson.path !== location.pathname && data.lessons.some(({ path }) => path === location.pathname)) {
      location.replace(addressOf(lesson, held?.exercise));
      return;
    }
    for (const card of document.querySelectorAll<HTMLElement>('[data-exercise]')) {
      const isElsewhere = held?.exercise !== undefined && card.dataset['exercise'] !== held.exercise;
      card.inert = isElsewhere || view?.isPaused === true;
    }
  });
}

function addressOf({ path }: ClassLesson, exercise: string | undefined): string {
  return exercise === undefined ? path : `${path}#${exerciseAnchor(exercise)}`;
}
