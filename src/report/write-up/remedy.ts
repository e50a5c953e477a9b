import type {Reference, MergedRemedy, Statement} from '../../model/index.ts'
import {listed} from '../threat-words.ts'
import {plural} from '../words.ts'
import {byControl, byFinding, plainId, said, type WriteUpInput} from './input.ts'
import {mergeSettings} from './settings.ts'

/**
 * Merge what the chosen findings need: one body for each configuration file, with the steps to apply it.
 *
 * @param input Everything.
 * @returns The remedy.
 */
export function remedyOf({selected, settingsOf}: WriteUpInput): MergedRemedy {
  const files = mergeSettings(
    selected.map(({control}) => control),
    settingsOf
  )
  const all = selected.map(({findings}) => byFinding(plainId(findings[0]?.id ?? '')))
  const settled = selected.filter(({control}) => settingsOf(control).length > 0)
  const others = selected.filter(({control}) => settingsOf(control).length === 0)
  const paths = listed(files.map(({path}) => `\`${path}\``))
  const ids = (some: WriteUpInput['selected']): string => listed(some.map(({findings}) => plainId(findings[0]?.id ?? '')))
  const sentences = [
    settled.length === 0
      ? `None of the ${plural(selected.length, 'finding')} is mended by a setting in a file: each has its own steps above.`
      : `${settled.length} of ${plural(selected.length, 'finding')} (${ids(settled)}) ${settled.length === 1 ? 'is' : 'are'} mended by settings in ${paths}, given here as one body for each file.`,
    ...(settled.length > 0 && others.length > 0
      ? [`${ids(others)} ${others.length === 1 ? 'takes' : 'take'} the steps given with the finding.`]
      : [])
  ]
  const summary = said(sentences.join(' '), ...all, ...selected.map(({control}) => byControl(control.key)))
  const recreate = selected.filter(({control}) => settingsOf(control).length > 0 && control.fix.effort === 'recreate')
  return {
    files,
    summary,
    steps: [
      ...files.flatMap(({path, restsOn}) => (path.endsWith('.json') ? dockerSteps(restsOn, recreate.length > 0) : kubeletSteps(restsOn))),
      ...others.map(({control, findings}) =>
        said(
          `For ${plainId(findings[0]?.id ?? '')}: ${control.fix.summary}`,
          byControl(control.key),
          byFinding(plainId(findings[0]?.id ?? ''))
        )
      ),
      said('Run the scan again with the same scanner and edition, and compare it with this one.', ...all)
    ]
  }
}

/** dockerd refuses a file with a key it does not know, and a setting that is given in the file and as a flag. */
function dockerSteps(restsOn: readonly Reference[], recreate: boolean): readonly Statement[] {
  return [
    said('Keep a copy of `/etc/docker/daemon.json`, and add the settings to those it already has: one file holds them all.', ...restsOn),
    said(
      'Take the same settings out of the flags of `dockerd` (the unit and its drop-ins), for the daemon refuses to start when one is given twice.',
      ...restsOn
    ),
    said(
      'Check the file before the restart: `sudo dockerd --validate --config-file=/etc/docker/daemon.json` (engine 23.0 and later).',
      ...restsOn
    ),
    said('Restart the daemon: `sudo systemctl restart docker`. Running containers stop, unless `live-restore` is on.', ...restsOn),
    said(
      recreate
        ? 'Recreate the containers: settings that are fixed when a container is created do not reach those that exist.'
        : 'Recreate containers that kept running through the restart, so that every one has the new settings.',
      ...restsOn
    )
  ]
}

function kubeletSteps(restsOn: readonly Reference[]): readonly Statement[] {
  return [
    said('On each node, keep a copy of `/var/lib/kubelet/config.yaml`, and add the settings to those it already has.', ...restsOn),
    said("Take flags that say the same out of the kubelet's unit, for a flag wins over the file.", ...restsOn),
    said('Restart the kubelet of one node first: `sudo systemctl restart kubelet`. Go on when the node is Ready again.', ...restsOn)
  ]
}
