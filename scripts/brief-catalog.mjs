// Puts what `gate` needs of each control (severity, STRIDE letters, surface) into one small file a framework, so that it
// starts without reading texts it never prints. Run by `npm run build`; a test holds the two together.
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'

const root = new URL('../src/catalog/', import.meta.url)
mkdirSync(new URL('brief/', root), {recursive: true})
for (const framework of ['docker', 'kubernetes']) {
  const folder = new URL(`controls/${framework}/`, root)
  const controls = Object.assign({}, ...readdirSync(folder).map(name => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))))
  const lines = Object.keys(controls)
    .sort()
    .map(key => {
      const {surface, severity, stride} = controls[key]
      const brief = {key, surface, severity: {level: severity.level}, stride: {primary: stride.primary, secondary: stride.secondary}}
      return `${JSON.stringify(key)}:${JSON.stringify(brief)}`
    })
  writeFileSync(new URL(`brief/${framework}.json`, root), `{${lines.join(',\n')}}\n`)
}
