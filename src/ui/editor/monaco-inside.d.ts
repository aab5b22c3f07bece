/** Inside of Monaco, as far as it is used here; its own types end at its door. */
declare module 'monaco-editor/editor/browser/editorExtensions' {
  export const EditorExtensionsRegistry: {
    getEditorContributions(): readonly { readonly id: string }[];
  };
}
declare module 'monaco-editor/platform/instantiation/common/instantiation' {
  export const IInstantiationService: unique symbol;
}
declare module 'monaco-editor/platform/instantiation/common/extensions' {
  export function getSingletonServiceDescriptors(): readonly (readonly [id: unknown, descriptor: unknown])[];
}
declare module 'monaco-editor/editor/standalone/browser/standaloneServices' {
  export const StandaloneServices: {
    get<Service>(id: unknown): Service;
  };
}
declare module 'monaco-editor/platform/storage/common/storage' {
  export const IStorageService: unique symbol;
}
declare module 'monaco-editor/editor/common/viewModel/viewModelImpl' {}
declare module 'monaco-editor/editor/browser/view' {}
declare module 'monaco-editor/platform/theme/common/iconRegistry' {
  interface IconDefinition {
    readonly fontCharacter: string;
  }
  interface Icon {
    readonly id: string;
    /** its character, or the icon whose it is */
    readonly defaults: IconDefinition | { readonly id: string };
  }
  export function getIconRegistry(): { getIcons(): readonly Icon[]; getIcon(id: string): Icon | undefined };
}
