import {controlStyle} from './style/controls.ts'
import {documentStyle} from './style/document.ts'
import {findingStyle} from './style/findings.ts'
import {printStyle} from './style/print.ts'
import {themeStyle} from './style/theme.ts'

/** The one style sheet, the same in every document; `styleHash` is its CSP hash, checked by a test. */
export const style: string = [themeStyle, documentStyle, findingStyle, controlStyle, printStyle].join('')

/** SHA-256 of `style`, base64. */
export const styleHash: string = 'aUCH1b7pnhmbKyr62nFLGptHrcuFFdRNBA8Wu7q3EkQ='
