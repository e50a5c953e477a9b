import type {Remedies} from '../../model/index.ts'
import audit from './docker/audit.json' with {type: 'json'}
import community from './docker/community.json' with {type: 'json'}
import container from './docker/container.json' with {type: 'json'}
import daemon from './docker/daemon.json' with {type: 'json'}
import enterprise from './docker/enterprise.json' with {type: 'json'}
import files from './docker/files.json' with {type: 'json'}
import host from './docker/host.json' with {type: 'json'}
import image from './docker/image.json' with {type: 'json'}
import operations from './docker/operations.json' with {type: 'json'}
import registry from './docker/registry.json' with {type: 'json'}
import swarm from './docker/swarm.json' with {type: 'json'}

// The JSON files are checked against their schema by a test; TypeScript widens their literals.
/** Remedies of Docker by control. */
export const remedies: Remedies = {
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
} as unknown as Remedies
