/** The text, its lines and its cursors: a piece of Monaco that is run in a turn of its own (`load-monaco.ts`). */
import 'monaco-editor/editor/common/viewModel/viewModelImpl';
