import {loadCatalog, loadDockerFacts, loadKubernetesFacts, loadRemedies} from '../../src/catalog/index.ts'
import type {Hardening} from '../../src/harden/index.ts'
import type {Findings} from '../../src/model/index.ts'
import {parse} from '../../src/parse/index.ts'
import {combine} from '../../src/combine.ts'
import {type HardenCall, harden} from '../../src/pipeline.ts'

export const catalog = await loadCatalog()
export const remedies = await loadRemedies()
export const facts = {docker: await loadDockerFacts(), kubernetes: await loadKubernetesFacts()}

/** Findings of logs, enriched. */
export function findingsOf(...logs: readonly string[]): Findings {
  return combine(
    logs.map(text => parse(text, {file: 'test.log'})),
    catalog
  )
}

/** Plan for logs. */
export function planFor(logs: string | readonly string[], options: Omit<HardenCall, 'catalog'> = {}): Promise<Hardening> {
  return harden(findingsOf(...(typeof logs === 'string' ? [logs] : logs)), {catalog, ...options})
}

/** A log of docker-bench-security 1.6.0 with these lines. */
export function dockerLog(...lines: readonly string[]): string {
  return ['# Docker Bench for Security v1.6.0', '', 'Section A - Check results', '', ...lines, ''].join('\n')
}

/** The three findings of the reference write-up, as docker-bench-security prints them. */
export const three = dockerLog(
  '[WARN] 2.2 - Ensure network traffic is restricted between containers on the default bridge (Scored)',
  '[WARN] 2.14 - Ensure containers are restricted from acquiring new privileges (Scored)',
  '[WARN] 2.16 - Ensure Userland Proxy is Disabled (Scored)'
)

/** A log that names one container in the checks of containers. */
export function logOf(container: string): string {
  return dockerLog(
    '[WARN] 5.5 - Ensure that privileged containers are not used (Automated)',
    `[WARN]      * Container running in Privileged mode: ${container}`,
    "[WARN] 5.10 - Ensure that the host's network namespace is not shared (Automated)",
    `[WARN]      * Container running with networking mode 'host': ${container}`,
    '[WARN] 5.11 - Ensure that the memory usage for containers is limited (Automated)',
    `[WARN]      * Container running without memory restrictions: ${container}`,
    '[WARN] 5.12 - Ensure that CPU priority is set appropriately on containers (Automated)',
    `[WARN]      * Container running without CPU restrictions: ${container}`,
    "[WARN] 5.13 - Ensure that the container's root filesystem is mounted as read only (Automated)",
    `[WARN]      * Container running with root FS mounted R/W: ${container}`,
    "[WARN] 5.15 - Ensure that the 'on-failure' container restart policy is set to '5' (Automated)",
    `[WARN]      * MaximumRetryCount is not set to 5: ${container}`,
    '[WARN] 5.26 - Ensure that the container is restricted from acquiring additional privileges (Automated)',
    `[WARN]      * Privileges not restricted: ${container}`,
    '[WARN] 5.29 - Ensure that the PIDs cgroup limit is used (Automated)',
    `[WARN]      * PIDs limit not set: ${container}`,
    "[WARN] 5.30 - Ensure that Docker's default bridge 'docker0' is not used (Manual)",
    `[WARN]      * Container in docker0 network: ${container}`,
    '[WARN] 4.6 - Ensure that HEALTHCHECK instructions have been added to container images (Automated)',
    `[WARN]      * No Healthcheck found: [${container}]`
  )
}
