/** What draws the text and hears the keys: a piece of Monaco that is run in a turn of its own (`load-monaco.ts`). */
import 'monaco-editor/editor/browser/view';
