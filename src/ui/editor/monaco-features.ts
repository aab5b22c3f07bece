/**
 * The second part of Monaco: candidates, hovers and the grammars. It comes when the editor stands there and takes keys: together they would
 * hold it back by a third.
 */
import { type editor, KeyCode } from 'monaco-editor/editor';
// the suggest feature alone registers nothing that suggests
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import 'monaco-editor/features/hover/register';
import { EditorExtensionsRegistry } from 'monaco-editor/editor/browser/editorExtensions';
import { StandaloneServices } from 'monaco-editor/editor/standalone/browser/standaloneServices';
import { getSingletonServiceDescriptors } from 'monaco-editor/platform/instantiation/common/extensions';
import { IInstantiationService } from 'monaco-editor/platform/instantiation/common/instantiation';
import { getIconRegistry } from 'monaco-editor/platform/theme/common/iconRegistry';
import { loadGrammars } from './colour-code.ts';
import { colourBy, defineThemes } from './monaco-colours.ts';
import { giveHelp, type ModelHelp, registerHelp } from './monaco-help.ts';

let isReady = false;
let coloured: Promise<void> | undefined;

/** Adds them to an editor that was made before they were there. */
export async function addFeatures(instance: editor.IStandaloneCodeEditor, help: ModelHelp | undefined): Promise<void> {
  if (!isReady) {
    addServices();
    addStyles();
    // theirs are colours that the themes did not know: without them the list of candidates has no background
    defineThemes();
    registerHelp(['shellscript', 'docker']);
  }
  isReady = true;
  const model = instance.getModel();
  if (model === null) return;
  if (help !== undefined) giveHelp(model, help);
  addContributions(instance);
  coloured ??= loadGrammars().then(colourBy);
  await coloured;
}

/** What is used of Monaco's inside: an editor that is there knows nothing of parts and services that were registered later. */
interface Inside {
  readonly _contributions: { readonly _pending: Map<string, unknown> };
}

interface Instantiation {
  readonly _services: { get(id: unknown): unknown; set(id: unknown, descriptor: unknown): void };
}

function addServices(): void {
  const { _services: services } = StandaloneServices.get<Instantiation>(IInstantiationService);
  for (const [id, descriptor] of getSingletonServiceDescriptors()) if (services.get(id) === undefined) services.set(id, descriptor);
}

/**
 * The list and the hovers in the page's colours. What explains a candidate is a sentence, not code, and no smaller than the page's other small
 * print: as many classes as Monaco's own rules have.
 */
const WIDGET_STYLE = `.monaco-editor .suggest-widget, .monaco-editor .suggest-details, .monaco-hover {
  --vscode-editorSuggestWidget-background: var(--paper); --vscode-editorHoverWidget-background: var(--paper);
  --vscode-editorSuggestWidget-border: var(--edge); --vscode-editorHoverWidget-border: var(--edge);
  --vscode-editorSuggestWidget-foreground: var(--ink); --vscode-editorHoverWidget-foreground: var(--ink);
  --vscode-editorSuggestWidget-selectedBackground: var(--accent-soft);
  --vscode-editorSuggestWidget-selectedForeground: var(--ink);
  --vscode-editorSuggestWidget-selectedIconForeground: var(--accent);
  --vscode-editorSuggestWidget-highlightForeground: var(--accent);
  --vscode-editorSuggestWidget-focusHighlightForeground: var(--accent);
}
.monaco-editor .suggest-widget .monaco-list .monaco-list-row .main .right > .details-label,
.monaco-editor .suggest-details.suggest-details p.docs { font-family: var(--sans); font-size: 14px; }`;

/** Monaco writes its icons' styles, and with them those of the whole page, anew for each icon: that is left out (`monaco-slim.ts`). */
function addStyles(): void {
  const registry = getIconRegistry();
  const rules = registry.getIcons().map(({ id, defaults }) => {
    let definition: typeof defaults | undefined = defaults;
    while (definition !== undefined && 'id' in definition) definition = registry.getIcon(definition.id)?.defaults;
    return definition === undefined ? '' : `.codicon-${id}::before { content: '${definition.fontCharacter}'; }`;
  });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync([...rules, WIDGET_STYLE].join('\n'));
  document.adoptedStyleSheets.push(sheet);
}

function addContributions(instance: editor.IStandaloneCodeEditor): void {
  const { _pending: pending } = (instance as unknown as Inside)._contributions;
  for (const contribution of EditorExtensionsRegistry.getEditorContributions()) {
    const { id } = contribution;
    if (pending.has(id) || instance.getContribution(id) !== null) continue;
    pending.set(id, contribution);
    instance.getContribution(id);
  }
  // keys of what was registered late are looked at when a key is added: one that no keyboard has
  instance.addAction({ id: 'camadas.features', label: '', keybindings: [KeyCode.F24], run() {} }).dispose();
}
