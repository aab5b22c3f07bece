/** What looks at layers, images and containers file by file. Loaded when somebody first looks: `loadExamination`. */
export { examineContainer, isCopiedUp } from '../container/examine-container.ts';
export { examineTrees } from '../layer/examine-trees.ts';
export { examineImage } from './examine-image.ts';
export { examineLayer } from './examine-layer.ts';
