import { javascript } from '@codemirror/lang-javascript';
import { basicSetup, EditorView } from 'codemirror';
import { runOnClick, START } from './page.js';

const view = new EditorView({ doc: START, extensions: [basicSetup, javascript()], parent: document.getElementById('ed') });
runOnClick(() => view.state.doc.toString());
