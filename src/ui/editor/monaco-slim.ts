/**
 * For the build: parts of Monaco that this page never shows, and that Monaco's core imports all the same, are replaced by empty ones: its
 * diff editors, its palette of commands, drawing by GPU, hovers for colours and inlays, and its own hover for marks, which brings
 * quick fixes, peeking and going to definitions along (ours says the same: `monaco-help.ts`). A third of Monaco less, measured; `tests/bundle`
 * holds the sum.
 */
const EMPTY: Readonly<Record<string, string>> = {
  'editor/browser/widget/diffEditor/diffEditorWidget.js': 'export class DiffEditorWidget {}',
  'editor/browser/widget/multiDiffEditor/multiDiffEditorWidget.js': 'export class MultiDiffEditorWidget {}',
  'editor/standalone/browser/quickInput/standaloneQuickInputService.js': 'export class StandaloneQuickInputService {}',
  'editor/contrib/gotoSymbol/browser/link/goToDefinitionAtPosition.js':
    'export class GotoDefinitionAtPositionEditorContribution { static get() { return undefined; } }',
  'editor/contrib/hover/browser/markerHoverParticipant.js':
    'export class MarkerHoverParticipant { hoverOrdinal = 1; computeSync() { return []; } }',
  'editor/contrib/hover/browser/hoverCopyButton.js': 'export class HoverCopyButton { dispose() {} }',
  'editor/contrib/inlayHints/browser/inlayHintsHover.js': 'export class InlayHintsHover {}',
  'editor/contrib/colorPicker/browser/hoverColorPicker/hoverColorPickerParticipant.js':
    'export class HoverColorPickerParticipant {} export class ColorHover {}',
  // there is no worker, and what it would do in the page is switched off
  'editor/common/services/editorWebWorker.js': 'export class EditorWorker {}',
  'editor/browser/gpu/viewGpuContext.js': 'export class ViewGpuContext {}',
  'editor/browser/viewParts/viewLinesGpu/viewLinesGpu.js': 'export class ViewLinesGpu {}',
  'editor/browser/viewParts/rulersGpu/rulersGpu.js': 'export class RulersGpu {}',
  'editor/browser/viewParts/gpuMark/gpuMark.js': 'export class GpuMarkOverlay {}',
};

/** Left out, and asked for by Monaco all the same: as much of them as it needs to stand. */
const SMALL: Readonly<Record<string, string>> = {
  // trees and tables; the list of candidates is a plain one
  'platform/list/browser/listService.js': `
    import { createDecorator } from '../../instantiation/common/instantiation.js';
    export const IListService = createDecorator('listService');
    export class ListService { lastFocusedList = undefined; dispose() {} }`,
  'platform/contextview/browser/contextMenuService.js': `
    import { Event } from '../../../base/common/event.js';
    export class ContextMenuService {
      onDidShowContextMenu = Event.None;
      onDidHideContextMenu = Event.None;
      configure() {}
      showContextMenu() {}
      dispose() {}
    }`,
  'editor/browser/viewParts/minimap/minimap.js': `
    import { createFastDomNode } from '../../../../base/browser/fastDomNode.js';
    import { ViewPart } from '../../view/viewPart.js';
    export class Minimap extends ViewPart {
      node = createFastDomNode(document.createElement('div'));
      getDomNode() { return this.node; }
      prepareRender() {}
      render() {}
    }`,
  'editor/common/diff/linesDiffComputers.js': `
    const nothing = { computeDiff: () => ({ changes: [], moves: [], hitTimeout: true }) };
    export const linesDiffComputers = { getLegacy: () => nothing, getDefault: () => nothing };`,
  'editor/common/model/tokens/treeSitter/treeSitterSyntaxTokenBackend.js': 'export class TreeSitterSyntaxTokenBackend {}',
  // our grammars are no Monarch
  'editor/standalone/common/monarch/monarchLexer.js': 'export class MonarchTokenizer {}',
  'editor/standalone/common/monarch/monarchCompile.js': 'export function compile() { throw new Error("left out"); }',
  'base/browser/ui/selectBox/selectBox.js': 'export class SelectBox {} export const SeparatorSelectOption = {};',
};

/** Their texts explain settings and colours, which nobody can look at here. */
const EXPLAINED =
  /^(editor\/common\/config\/editor(Options|ConfigurationSchema)|editor\/common\/core\/editorColorRegistry|platform\/theme\/common\/colors\/\w+)\.js$/;
const EXPLANATION = /\blocalize\((\d+), (["'])(?:\\.|(?!\2).)*\2/g;

/** Where one line of a file is another one here. */
const CHANGED: Readonly<Record<string, readonly [before: RegExp, after: string]>> = {
  // icons come with what shows some (`monaco-features.ts`): Monaco writes the styles of all six hundred anew for each that is added
  'editor/standalone/browser/standaloneThemeService.js': [
    /^import \{ UnthemedProductIconTheme, getIconsStyleSheet \} .*$/m,
    `class UnthemedProductIconTheme {}
    const getIconsStyleSheet = () => ({ getCSS: () => '', onDidChange: () => ({ dispose() {} }), dispose() {} });`,
  ],
};

const MONACO_FILE = /\/node_modules\/monaco-editor\/esm\/vs\/(.+\.js)$/;

/** A plugin for Vite. */
export function slimMonaco() {
  return {
    name: 'camadas:slim-monaco',
    apply: 'build' as const,
    enforce: 'pre' as const,
    load(id: string) {
      const file = MONACO_FILE.exec(id)?.[1] ?? '';
      return EMPTY[file] ?? SMALL[file];
    },
    transform(code: string, id: string) {
      const file = MONACO_FILE.exec(id)?.[1] ?? '';
      const changed = CHANGED[file];
      if (changed !== undefined) {
        const [before, after] = changed;
        if (!before.test(code)) throw new Error(`${file} of monaco-editor has no line like ${before}: see monaco-slim.ts`);
        return { code: code.replace(before, after), map: null };
      }
      if (!EXPLAINED.test(file)) return undefined;
      return { code: code.replace(EXPLANATION, 'localize($1, ""'), map: null };
    },
  };
}
