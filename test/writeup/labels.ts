/**
 * Twelve real write-ups, labelled by hand: lines with letters and ids, nothing of their text. `3S` is a threat of
 * spoofing on line 3, `4-` one without a category; `26 2.14` a finding on line 26, `22 -` one without an id.
 */
export interface Labels {
  readonly docker: string
  readonly kubernetes: string
  readonly findings: string
}

/** Labels by name of the document. */
export const labels: Readonly<Record<string, Labels>> = {
  'Oyelowo_submissions_threat_model.txt': {
    docker: '3S 11T 49R 53I 58D 66E',
    kubernetes: '78S 86T 92R 97I 103D 111E',
    findings: '119 2.1, 120 5.12, 121 5.13, 122 2.2.b'
  },
  'Pearlicia_submissions_threat_model.txt': {
    docker: '7I 10S 19S 24T 27D 31E 35T',
    kubernetes: '47E 50S 58T 67D 74T 78E 88I',
    findings: '99 5.10, 113 3.17, 125 4.5'
  },
  'WhiteHatJoker_submissions_threat_model.txt': {
    docker: '2S 4T 6I 8D 10E',
    kubernetes: '14S 16T 18I 19D 20E',
    findings:
      '25 2.6.b, 26 2.14.b, 29 3.17, 30 3.18, 31 1.2.3, 32 1.2.4, 33 1.2.5, 34 1.2.6, 35 1.2.7, 36 1.2.8, 37 1.2.10, 38 1.2.11, 39 1.2.12, 42 2.2.b, 43 2.1, 46 2.13.b, 49 2.17.b'
  },
  'chandc_submissions_threat_model.txt': {
    docker: '15S 17T 19E 21I 23D',
    kubernetes: '29T 31I 33S 35R 37D',
    findings: '42 1.2.4, 42 1.2.5, 42 1.2.6, 42 1.2.8, 42 1.2.9, 44 2.17b, 45 2.1'
  },
  'durbin-164_submissions_threat_model.txt': {
    docker: '6S 9T 12E 15I 19R',
    kubernetes: '29S 32T 35E 38I 41R',
    findings: '50 4.5, 60 5.15, 74 5.4'
  },
  'gjohannventer_submissions_threat_model.txt': {
    docker: '18S 19D 28T 36E',
    kubernetes: '46T 48S 49R 50D',
    findings: '59 3.15, 60 3.16, 61 3.17, 62 3.18, 63 4.5'
  },
  'kydq2022_submissions_threat_model.md': {
    docker: '3S 7T 11R 15I 19D',
    kubernetes: '25S 29T 33R 37I 41D',
    findings: '48 2.15, 52 2.16, 56 2.14'
  },
  'nadavsinai-philips_submissions_threat_model.md': {
    docker: '9I 12T 13R 14E 15R',
    kubernetes: '35D 36D 37D 38D 39D',
    findings: '22 -, 23 -, 24 -'
  },
  'solomonndungu_starter_threat_model.txt': {
    docker: '4I 7D 10S 13T 17E',
    kubernetes: '23T 26I 28D 30R 32-',
    findings: ''
  },
  'uweTelco_submissions_threat_model.txt': {
    docker: '3S 8T 12R 16I 20E',
    kubernetes: '25S 29T 33R 37I 41D',
    findings: '47 2.15, 48 2.16, 49 3.17'
  },
  'vahiwe_submissions_threat_model.txt': {
    docker: '3D 4- 5E 6I 7D',
    kubernetes: '11- 12S 13I 14D 15I',
    findings: '19 4.5, 20 2.2.b, 21 2.1'
  },
  'zhangtreefish_starter_threat_model.txt': {
    docker: '3S 5T 6R 7I 8D 11E',
    kubernetes: '17S 22T 23R 24I 25D 26E',
    findings: ''
  }
}
