import { runOnClick, START } from './page.js';

self.MonacoEnvironment = { getWorker: () => new Worker('/editor.worker.js', { type: 'module' }) };
const monaco = await import('monaco-editor/editor');
const editor = monaco.editor.create(document.getElementById('ed'), { value: START, language: 'plaintext', automaticLayout: true });
runOnClick(() => editor.getValue());
