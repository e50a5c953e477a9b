import type {StrideLetter} from './finding.ts'

/** Names of the STRIDE letters, in their order. */
export const strideNames: Readonly<Record<StrideLetter, string>> = {
  S: 'Spoofing',
  T: 'Tampering',
  R: 'Repudiation',
  I: 'Information disclosure',
  D: 'Denial of service',
  E: 'Elevation of privilege'
}
