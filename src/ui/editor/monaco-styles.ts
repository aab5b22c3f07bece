/**
 * For the build: Monaco's style sheets travel inside its own script. As files, Astro would link all 137 kB of them from every page
 * from which a chain of imports leads to the editor. They are adopted, not written into a style element, so the page's policy has
 * nothing against them.
 */
const MONACO_FILE = /\/node_modules\/monaco-editor\/.*\.js$/;
const STYLE_IMPORT = /^import\s+(['"])(\.[^'"]+\.css)\1;?/gm;

/** A plugin for Vite. */
export function monacoStyles() {
  return {
    name: 'camadas:monaco-styles',
    apply: 'build' as const,
    transform(code: string, id: string) {
      if (!MONACO_FILE.test(id) || !code.includes('.css')) return undefined;
      let count = 0;
      const adopted = code.replace(STYLE_IMPORT, (_, quote: string, path: string) => {
        count += 1;
        return `import css${count} from ${quote}${path}?inline${quote};`;
      });
      if (count === 0) return undefined;
      const names = Array.from({ length: count }, (_, index) => `css${index + 1}`);
      const adopt = `for (const text of [${names.join(', ')}]) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets.push(sheet);
}`;
      return { code: `${adopted}\n${adopt}\n`, map: null };
    },
  };
}
