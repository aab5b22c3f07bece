/**
 * A lesson's page goes where the instructor goes, in its own language. Following, it goes once and may leave again; locked, it comes back,
 * and in its lesson nothing but the exercise that the class is held at can be used. What was begun is kept on the way.
 */
import { effect } from '@preact/signals';
import type { ClassEvent, Pace } from '../../server/domain/class-event.ts';
import { exerciseAnchor } from '../wake/lesson-data.ts';
import type { ClassData, ClassLesson } from './class-data.ts';
import type { Room } from './room.ts';

/** Where the class is, if anywhere. */
export function lessonOf(pace: Pace, { lessons }: Pick<ClassData, 'lessons'>): ClassLesson | undefined {
  return pace.mode === 'free' ? undefined : lessons.find(({ id }) => id === pace.place.lesson);
}

export function followPace(event: ClassEvent, data: ClassData): void {
  if (event.kind !== 'pace.set' || event.pace.mode === 'free') return;
  const lesson = lessonOf(event.pace, data);
  if (lesson === undefined) return;
  const { exercise } = event.pace.place;
  if (lesson.path !== location.pathname) location.assign(addressOf(lesson, exercise));
  else if (exercise !== undefined) document.getElementById(exerciseAnchor(exercise))?.scrollIntoView();
}

export function holdPace(room: Room, data: ClassData): () => void {
  return effect(() => {
    const pace = room.view.value?.pace;
    const held = pace?.mode === 'locked' ? pace.place : undefined;
    const lesson = pace?.mode === 'locked' ? lessonOf(pace, data) : undefined;
    if (lesson !== undefined && lesson.path !== location.pathname && data.lessons.some(({ path }) => path === location.pathname)) {
      location.replace(addressOf(lesson, held?.exercise));
      return;
    }
    for (const card of document.querySelectorAll<HTMLElement>('[data-exercise]')) {
      card.inert = held?.exercise !== undefined && card.dataset['exercise'] !== held.exercise;
    }
  });
}

function addressOf({ path }: ClassLesson, exercise: string | undefined): string {
  return exercise === undefined ? path : `${path}#${exerciseAnchor(exercise)}`;
}
