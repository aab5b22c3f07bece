/** The lab's exercises in one language, as a lesson page would be handed them. */
import { filled } from '../../curriculum/exercises.ts';
import { type Locale, pickMessages } from '../../i18n/index.ts';
import { FORM_EXERCISES } from '../../ui/exercise/forms.fixture.ts';
import { formTexts } from '../../ui/exercise/forms-texts.fixture.ts';
import type { LessonData } from '../../ui/wake/lesson-data.ts';
import { describeExercise } from '../[locale]/_exercise-data.ts';
import { ISLAND_MESSAGES } from '../[locale]/_lesson-context.ts';

export async function createFormData(locale: Locale): Promise<LessonData> {
  const exercises = await Promise.all(
    FORM_EXERCISES.map((exercise, index) =>
      describeExercise({
        exercise: filled('lab', exercise, locale),
        texts: formTexts(exercise.id, locale),
        number: `0.${index + 1}`,
      }),
    ),
  );
  return { locale, lesson: 'lab', messages: pickMessages(locale, ISLAND_MESSAGES), exercises };
}
