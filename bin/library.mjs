// `import { Predictor } from 'maskwright'`; in a checkout run `npm run build` first.
export { Predictor } from '../out/main/cli.js'
