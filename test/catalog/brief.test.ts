import {expect, test} from 'vitest'
import {loadBriefCatalog} from '../../src/catalog/brief.ts'
import {loadCatalog} from '../../src/catalog/index.ts'
import {enrich} from '../../src/enrich/index.ts'
import {parse} from '../../src/parse/index.ts'
import {sample} from '../fixtures.ts'

test.each(['docker-bench-security.log', 'docker-bench.log', 'kube-bench.log'])(
  'findings of %s should be the same without the texts',
  async name => {
    const findings = parse(sample(name))
    expect(enrich(findings, await loadBriefCatalog(findings))).toEqual(enrich(findings, await loadCatalog(findings)))
  }
)

test('every control should be as it is in the catalogue; npm run build makes it so', async () => {
  const {controls} = await loadCatalog()
  const brief = await loadBriefCatalog({scans: [{tool: 'kube-bench'}, {tool: 'docker-bench'}]})
  expect(Object.keys(brief.controls).toSorted()).toEqual(Object.keys(controls).toSorted())
  for (const [key, {surface, severity, stride}] of Object.entries(controls))
    expect(brief.controls[key]).toEqual({
      key,
      surface,
      severity: {level: severity.level},
      stride: {primary: stride.primary, secondary: stride.secondary}
    })
})
