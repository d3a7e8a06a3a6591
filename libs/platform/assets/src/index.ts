export { assetPath, distPath, repositoryRoot } from './paths.js';
