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
  'editor/browser/gpu/viewGpuContext.js': 'export class ViewGpuContext {}',
  'editor/browser/viewParts/viewLinesGpu/viewLinesGpu.js': 'export class ViewLinesGpu {}',
  'editor/browser/viewParts/rulersGpu/rulersGpu.js': 'export class RulersGpu {}',
  'editor/browser/viewParts/gpuMark/gpuMark.js': 'export class GpuMarkOverlay {}',
};
const MONACO_FILE = /\/node_modules\/monaco-editor\/esm\/vs\/(.+\.js)$/;

/** A plugin for Vite. */
export function slimMonaco() {
  return {
    name: 'camadas:slim-monaco',
    apply: 'build' as const,
    enforce: 'pre' as const,
    load(id: string) {
      return EMPTY[MONACO_FILE.exec(id)?.[1] ?? ''];
    },
  };
}
