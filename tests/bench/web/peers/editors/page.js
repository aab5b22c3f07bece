/** What both pages have: a text to begin with, and a button that answers with what the text comes to. */
export const START = 'const sizes = [15, 29];\nconst total = sizes.reduce((sum, size) => sum + size, 0);\n';

export function runOnClick(read) {
  const out = document.getElementById('out');
  let runs = 0;
  document.getElementById('run').addEventListener('click', () => {
    runs += 1;
    out.textContent = `run ${runs}: ${read().length} letters`;
  });
}
