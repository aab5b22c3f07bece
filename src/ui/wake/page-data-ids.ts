/** Elements of a page that carry data for its scripts: in a file of its own, as every page loads it. */

/** a `FirstSession` as JSON */
export const FIRST_SESSION_ID = 'first-session';
/** a `LessonData` as JSON, or a link to it */
export const LESSON_DATA_ID = 'lesson-data';
