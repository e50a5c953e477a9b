import type {ReportThreat, ThreatsReport} from '../../model/index.ts'

/*
 * ATT&CK Navigator layer 4.5 (mitre-attack/attack-navigator, layers/LAYERFORMATv4_5.md): `navigator` is at least 4.9.0,
 * and the gradient's maxValue is above its minValue.
 */

/**
 * Write the ATT&CK techniques of threats as a layer. The score of a technique is how many controls fail against its
 * threats; without a scan, how many threats use it.
 *
 * @param report Report.
 * @returns JSON.
 */
export function toNavigator(report: ThreatsReport): string {
  const threats = report.models.flatMap(model => model.threats)
  const scanned = report.scans.length > 0
  const ids = [...new Set(threats.flatMap(({attack}) => attack))].toSorted()
  const techniques = ids.map(techniqueID => {
    const mine = threats.filter(({attack}) => attack.includes(techniqueID))
    const score = scanned ? failedControls(mine).size : mine.length
    return {
      techniqueID,
      score,
      comment: mine.map(({id, title, statusLabel}) => `${id} ${title}: ${statusLabel}`).join('\n'),
      enabled: true,
      showSubtechniques: ids.some(id => id.startsWith(`${techniqueID}.`)),
      metadata: mine.map(({id, statusText}) => ({name: id, value: statusText}))
    }
  })
  const most = Math.max(1, ...techniques.map(({score}) => score))
  return `${JSON.stringify(
    {
      name: report.title,
      versions: {attack: '18', navigator: '5.1.0', layer: '4.5'},
      domain: 'enterprise-attack',
      description: `${report.headline} Score: ${scanned ? 'controls that fail against the threats of a technique' : 'threats that use a technique'}. ATT&CK is a trademark of The MITRE Corporation.`,
      filters: {platforms: ['Containers']},
      sorting: 3,
      layout: {
        layout: 'side',
        showID: true,
        showName: true,
        showAggregateScores: false,
        countUnscored: false,
        aggregateFunction: 'sum',
        expandedSubtechniques: 'annotated'
      },
      hideDisabled: false,
      techniques,
      gradient: {colors: ['#ffffff', '#f4a582', '#b3261e'], minValue: 0, maxValue: most},
      legendItems: [
        {label: scanned ? 'no linked control fails' : 'no threat', color: '#ffffff'},
        {
          label: scanned ? `${most} ${most === 1 ? 'control fails' : 'controls fail'}` : `${most} ${most === 1 ? 'threat' : 'threats'}`,
          color: '#b3261e'
        }
      ],
      metadata: [{name: 'generator', value: `${report.generator.name} ${report.generator.version}`}],
      links: [],
      showTacticRowBackground: false,
      tacticRowBackground: '#dddddd',
      selectTechniquesAcrossTactics: true,
      selectSubtechniquesWithParent: false,
      selectVisibleTechniques: false
    },
    null,
    2
  )}\n`
}

function failedControls(threats: readonly ReportThreat[]): ReadonlySet<string> {
  return new Set(threats.flatMap(({about}) => about.filter(({outcome}) => outcome === 'fail').map(({key}) => key)))
}
