/** What a kind of page needs for its first view, beside what all pages do (styles/first.css). */
import home from '../styles/home.css?inline';
import lessonPage from '../styles/lesson-page.css?inline';
import machinePage from '../styles/machine-page.css?inline';
import reference from '../styles/reference.css?inline';
import verdict from '../styles/verdict.css?inline';

/** a machine to play with, and what is offered at it */
export const HOME_STYLES = `${machinePage}${home}`;
/** prose with a machine and exercises */
export const LESSON_STYLES = lessonPage;
/** the notes' claims with consoles to play */
export const NOTES_STYLES = `${machinePage}${verdict}`;
export const MACHINE_STYLES = machinePage;
export const REFERENCE_STYLES = reference;
