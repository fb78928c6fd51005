/** What can be started: `dist/main.js` runs the one, `scripts/operator.mjs` the other. `npm run build` bundles both. */
export const service = () => import('./service.js');
export const operator = () => import('./operations/cli/main.js');
