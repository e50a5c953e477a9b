import type {Remedies} from '../model/index.ts'
import type {Framework} from './index.ts'

const parts: Readonly<Record<Framework, () => Promise<{readonly remedies: Remedies}>>> = {
  docker: () => import('./remedies/docker.ts'),
  kubernetes: () => import('./remedies/kubernetes.ts')
}

/**
 * Load how the controls of some frameworks are fixed.
 *
 * @param frameworks Frameworks; default: all.
 * @returns A remedy, or the reason why there is none, for every control.
 */
export async function loadRemedies(frameworks: readonly Framework[] = ['docker', 'kubernetes']): Promise<Remedies> {
  const loaded = await Promise.all(frameworks.map(framework => parts[framework]()))
  return Object.assign({}, ...loaded.map(({remedies}) => remedies))
}
