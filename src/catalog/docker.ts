import type {Control, Numbering} from '../model/index.ts'
import audit from './controls/docker/audit.json' with {type: 'json'}
import community from './controls/docker/community.json' with {type: 'json'}
import container from './controls/docker/container.json' with {type: 'json'}
import daemon from './controls/docker/daemon.json' with {type: 'json'}
import enterprise from './controls/docker/enterprise.json' with {type: 'json'}
import files from './controls/docker/files.json' with {type: 'json'}
import host from './controls/docker/host.json' with {type: 'json'}
import image from './controls/docker/image.json' with {type: 'json'}
import operations from './controls/docker/operations.json' with {type: 'json'}
import registry from './controls/docker/registry.json' with {type: 'json'}
import swarm from './controls/docker/swarm.json' with {type: 'json'}
import facts from './numberings/docker.json' with {type: 'json'}

// The JSON files are checked against their schema by a test; TypeScript widens their literals.
/** Controls of Docker by key. */
export const controls: Readonly<Record<string, Control>> = {
  ...audit,
  ...community,
  ...container,
  ...daemon,
  ...enterprise,
  ...files,
  ...host,
  ...image,
  ...operations,
  ...registry,
  ...swarm
} as unknown as Record<string, Control>

/** Numberings, newest first. */
export const numberings: readonly Numbering[] = facts.numberings as unknown as readonly Numbering[]

/** Controls by component and subject. */
export const subjects: Readonly<Record<string, string>> = facts.subjects
