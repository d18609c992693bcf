// `import { Predictor } from 'maskwright'`; in a checkout `npm run build` makes what is imported here.
export { Predictor } from '../out/main/cli.js'
