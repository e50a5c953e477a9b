import type {WriteUpThreat} from '../../src/model/index.ts'

/** A write-up of our own in one of the layouts people use, and what must be read. */
export interface Layout {
  readonly text: string
  readonly threats: readonly string[]
  readonly findings: readonly string[]
  /** Fields of some threats, by index. */
  readonly fields?: Readonly<Record<number, Partial<WriteUpThreat>>>
}

/** Layouts by what is special about them. */
export const layouts: Readonly<Record<string, Layout>> = {
  'numbers with dashes and findings with a status': {
    text: `Docker Threat Modeling
Given Docker and its parts, name five threats.

1. Spoofing - A stranger passes for the registry. Certificates must be checked.
2. Elevation of Privilege — A container runs as root.
3.Tampering : An image is replaced.

Kubernetes Threat Modeling
1) Denial of Service: Too many requests stop the API server.

Docker-bench Run Results and Analysis
From the failed findings, select three that you would
mend (i.e. not 5.10, 5.14, and 5.22).

[FAIL] 2.14 Ensure Userland Proxy is Disabled (Scored)
Remediation Steps
Switch it off.
1. First stop the containers.
2. Then restart.
[FAIL] 2.2.a Ensure the logging level is set to 'info' (Scored)
`,
    threats: ['d 4S', 'd 5E', 'd 6T', 'k 9D'],
    findings: ['f 15 2.14', 'f 20 2.2.a'],
    fields: {
      0: {
        component: 'registry',
        mitigation: 'Certificates must be checked.',
        text: 'A stranger passes for the registry. Certificates must be checked.'
      },
      1: {category: 'Elevation of Privilege', mitigation: null}
    }
  },
  'letters before the categories, some left empty': {
    text: 'Docker STRIDE model\n\nS - Spoofing:\nT - Tampering: An image is changed.\n(R) Repudiation: No log tells who.\n',
    threats: ['d 3S', 'd 4T', 'd 5R'],
    findings: []
  },
  'categories misspelt': {
    text: 'Docker threats\n- Spoffing: a client\n- Tempering - an image\n- Repudation: a log\n- Infomation Disclosre: a secret\n- Denail of Service: a host\n- Elevation of Priviledge: a root\n',
    threats: ['d 2S', 'd 3T', 'd 4R', 'd 5I', 'd 6D', 'd 7E'],
    findings: []
  },
  'headings with components below': {
    text: `# Threat model
## Docker attack surfaces
### Spoofing
#### Docker client
A stranger sends commands.
#### Registry
A look-alike image is pulled.
### Tampering
The daemon's configuration is rewritten.
## Kubernetes attack surfaces
### Denial of Service (DoS)
The API server is flooded.
`,
    threats: ['d 3S', 'd 6S', 'd 8T', 'k 11D'],
    findings: [],
    fields: {0: {component: 'client'}, 1: {component: 'registry'}, 2: {component: 'daemon'}, 3: {component: 'apiserver'}}
  },
  'labels below bold items': {
    text: `### **Docker Threat Modeling:**

1. **Spoofing (S) - False registry:**
   - *Threat:* Images come from a stranger.
   - *Affected component:* Registry
   - *Mitigation:* Check certificates.

2. **Tampering (T) - Changed image:**
   - *Threat:* Layers are replaced.

## Docker-bench findings

### 2.15 - Ensure live restore is enabled (Scored)
- **Recommendation:** Switch it on.
`,
    threats: ['d 3S', 'd 8T'],
    findings: ['f 13 2.15'],
    fields: {0: {component: 'registry', mitigation: 'Check certificates.', text: 'False registry: Images come from a stranger. Registry'}}
  },
  'component first, category last or in brackets': {
    text: `## Docker threats
1. Docker Client: Spoofing. A stranger sends commands.
2. Daemon exposure (Elevation of Privilege): the socket is open to all.
3. Registry hacked - when an image is replaced there, everything that runs afterwards is lost - tampering.
4. Docker host: everything on it may be read by anybody who has a shell.
`,
    threats: ['d 2S', 'd 3E', 'd 4T', 'd 5-'],
    findings: []
  },
  'category lines with paragraphs and a fence': {
    text: 'Docker Threat Modeling\n\nSpoofing:\nA client is faked.\n\nAnother way is a false name.\n\n```sh\nSpoofing: not a threat\n```\n\nTampering:\nThreat: Changed images.\nDescription: Layers are replaced.\n\nKubernetes Threat Modeling\nRepudiation:\nNobody knows who did it.\n',
    threats: ['d 3S', 'd 12T', 'k 17R'],
    findings: []
  },
  'bullets with a gloss and text below': {
    text: '### Docker Threat Modeling ###\n* Spoofing (false identity):\nA client is faked.\n\n* Denial of Service:\nMemory runs out.\n',
    threats: ['d 2S', 'd 5D'],
    findings: []
  },
  'bullets without categories': {
    text: 'Docker Threat Modeling\n- A fork bomb in a container could lead to a denial of service.\n- Somebody could read a secret from a layer, an information disclosure.\n- Nobody knows what this is good for at all.\n',
    threats: ['d 2D', 'd 3I', 'd 4-'],
    findings: []
  },
  'several threats under one category': {
    text: 'Kubernetes threats\n\nSpoofing\n- A stolen token is used from somewhere else by a stranger.\n- A pod answers in the place of another by forged packets.\n\nTampering\n- State in etcd is changed by somebody who reached its port.\n',
    threats: ['k 4S', 'k 5S', 'k 7T'],
    findings: []
  },
  'two categories in one head': {
    text: 'Kubernetes threats\n- Spoofing/Tampering: a token is stolen and used.\n- Repudiation and Information Disclosure - no log, open secrets.\n',
    threats: ['k 2S', 'k 3R'],
    findings: [],
    fields: {0: {also: ['T']}, 1: {also: ['I']}}
  },
  'components as headings above categories': {
    text: 'Docker:\n(1) Docker Host\nInformation Disclosure - Files of the host\nare readable.\n\nSpoofing - A sidecar passes for another.\n\n(2) Docker Registry:\nTampering - An image is replaced.\n\nKubernetes:\n\n(1) etcd:\netcd holds the state.\n\nTampering - State is changed.\n',
    threats: ['d 3I', 'd 6S', 'd 9T', 'k 16T'],
    findings: []
  },
  'a table of threats and one of findings': {
    text: `## Docker threat model

| # | STRIDE | Component | Threat | Mitigation |
|---|---|---|---|---|
| 1 | Spoofing | Client | A stranger sends commands. | Client certificates |
| 2 | T | Image | Layers are replaced. | Digests |

## Docker-bench findings

| Status | ID | Title | Fix |
|---|---|---|---|
| FAIL | 2.14 | Ensure Userland Proxy is Disabled | daemon.json |
| [FAIL] | 4.5 | Ensure Content trust for Docker is Enabled | none |
`,
    threats: ['d 5S', 'd 6T'],
    findings: ['f 12 2.14', 'f 13 4.5'],
    fields: {0: {component: 'client', mitigation: 'Client certificates', text: 'A stranger sends commands.'}}
  },
  'numbered threats with a word before the number': {
    text: '## Docker Threats\n### Threat 1: Spoofing\nA client is faked.\n### Threat 2 - Tampering of images\nLayers are replaced.\n**Threat 3: Denial of Service**\nMemory runs out.\n',
    threats: ['d 2S', 'd 4T', 'd 6D'],
    findings: []
  },
  'a category named by a label': {
    text: '## Docker Threats\n### 1. Open socket\n**STRIDE:** Elevation of Privilege\nWhoever reaches the socket is root.\n### 2. False image\n- Category: S\n- Description: An image of a stranger is pulled.\n',
    threats: ['d 2E', 'd 5S'],
    findings: []
  },
  'findings in the words of somebody who mended them': {
    text: 'Docker-bench results\n- Fixed [2.1]: By setting `"icc": false`.\n(2) Fix 1.2.4, 1.2.5 and 1.2.8 by turning auditing on.\n1. Ensure content trust is enabled - so that images are signed\n  2.16 Ensure Userland Proxy is Disabled\nAND 2.17.b Ensure containers are restricted from acquiring new privileges --> Elevation of Privilege\n',
    threats: [],
    findings: ['f 2 2.1', 'f 3 1.2.4', 'f 3 1.2.5', 'f 3 1.2.8', 'f 4 -', 'f 5 2.16', 'f 6 2.17.b']
  },
  'findings grouped under categories': {
    text: 'Docker-Bench Fixes:\nSpoofing:\n[FAIL] 2.6.b Ensure TLS authentication for Docker daemon is configured (Scored)\n\nTampering:\n[FAIL] 3.17 Ensure that daemon.json file ownership is set to root:root (Scored)\n',
    threats: [],
    findings: ['f 3 2.6.b', 'f 6 3.17']
  },
  'findings with headings and a quoted log line': {
    text: '## Findings from docker-bench\n\n### Finding 1: 4.5 Ensure Content trust for Docker is Enabled\n```\n[FAIL] 4.5 Ensure Content trust for Docker is Enabled\n```\n### Finding 2: [WARN] 5.12 - Ensure that the container root filesystem is mounted as read only\n\n## References\n- 1.2 million people read this\n',
    threats: [],
    findings: ['f 3 4.5', 'f 7 5.12']
  },
  'kube-bench findings': {
    text: 'Kube-bench results\n- [FAIL] 1.2.6 Ensure that the --kubelet-certificate-authority argument is set as appropriate (Automated)\n- 4.2.1 Ensure that the anonymous-auth argument is set to false\n',
    threats: [],
    findings: ['f 2 1.2.6', 'f 3 4.2.1']
  },
  'labels that hold the category, and a letter in bold': {
    text: 'Docker threats\n\nThreat: Spoofing\nDescription: A client is faked.\n\nThreat 2: Tampering\nDescription: An image is changed.\n\n- **D**enial of Service: Memory runs out.\n',
    threats: ['d 3S', 'd 6T', 'd 9D'],
    findings: []
  },
  'numbered headings without categories': {
    text: '## Docker threats\n### 1. The socket is open to everybody\nWhoever reaches it gains root: privilege escalation.\n### 2. A look-alike image is pulled\nSpoofing of the registry.\n',
    threats: ['d 2E', 'd 4S'],
    findings: []
  },
  'labels alone on their lines': {
    text: 'Docker threats\n### Spoofing\nA client is faked.\n#### Mitigation\nClient certificates.\n### Tampering\nDescription:\nAn image is changed.\nMitigation:\nDigests.\n',
    threats: ['d 2S', 'd 6T'],
    findings: [],
    fields: {0: {mitigation: 'Client certificates.', text: 'A client is faked.'}, 1: {mitigation: 'Digests.', text: 'An image is changed.'}}
  },
  'findings with a status behind or a sign before, and ids alone': {
    text: '## Docker-bench findings\n- 2.14 Ensure Userland Proxy is Disabled [FAIL]\n✗ 4.5 Ensure Content trust for Docker is Enabled\n### 5.10\nNo memory limit.\n**Check 5.12**\nThe root file system may be written.\n',
    threats: [],
    findings: ['f 2 2.14', 'f 3 4.5', 'f 4 5.10', 'f 6 5.12']
  },
  'sentences and labels that look like headings or categories': {
    text: 'Kubernetes threats\n1. Spoofing - A pod passes for another.\nDocker images of strangers are threats.\n2. Tampering - State is changed.\n\nDocker-bench findings\n[FAIL] 2.15 Ensure live restore is Enabled\nThe Docker threat it confirms is the fourth.\nRemediation: switch it on.\nTampering is no part of it.\n',
    threats: ['k 2S', 'k 4T'],
    findings: ['f 7 2.15']
  },
  'findings with an escaped status, evidence and a remedy behind a label': {
    text: '## Failed Docker findings\n\n### \\[FAIL] 2.2 Ensure network traffic is restricted between containers on the default bridge\n\n**failed** Check 2.2 of the CIS Docker Benchmark v1.6.0, printed FAIL by docker-bench.\n\n**Evidence:** Line 31 of docker-bench.log.\n\n- `docker-bench.log:31` 2.2 `FAIL`\n\n**Remediation:** Set `"icc": false`.\n\n### \\[FAIL] 2.15 Ensure live restore is Enabled\n',
    threats: [],
    findings: ['f 3 2.2', 'f 13 2.15']
  },
  'a bare list of the words, letters alone, letters as numbers': {
    text: 'Stride\n- Spoofing\n- Tampering\n\nDocker Threat Modeling\nS - of network traffic: packets are forged.\nT - Tampering: the socket file is changed.\n\nKubernetes Threat Modeling\na. Spoofing: a pod passes for another.\nb. Denial of Service: the API server is flooded.\n',
    threats: ['d 6S', 'd 7T', 'k 10S', 'k 11D'],
    findings: []
  },
  'findings in other hands': {
    text: '# Docker Hardening\n\n## Denial of Service\n    * Fix 5.10 - Prevent it\n\n## Non Repudiation\n    * Ensure the log level is set to info\n\n### Find 2.14 Ensure containers are restricted from acquiring new privileges\n[Fail] 1.2.1 Ensure a separate partition for containers has been created (Scored)\n1. [FAIL] 2.1 Ensure network traffic is restricted (Scored) (Spoofing of mine) >> added "icc": false\n\n# Kube Hardening\nNothing yet.\n',
    threats: [],
    findings: ['f 4 5.10', 'f 7 -', 'f 9 2.14', 'f 10 1.2.1', 'f 11 2.1']
  },
  'only lines of the scanner': {
    text: "[FAIL] 5.10 Ensure that the memory usage for container is limited (Automated)\n[FAIL] 5.14 Ensure that the 'on-failure' container restart policy is set to '5' (Automated)",
    threats: [],
    findings: ['f 1 5.10', 'f 2 5.14']
  },
  'numbered titles with their text set in, the category named last': {
    text: 'Docker Threat Modeling\nTask: Given Docker components, identify five potential threats.\n1. Rights of a container.\n    It runs as root. This belongs to "Elevation of privilege".\n\n2. Daemon misconfiguration\n    Settings are changed by a client. This belongs to "Tampering".\n\nKubernetes Threat Modeling\n\nThreat 1: Too much traffic to the API server from pods (denial of service)\n\nIt stops answering.\n\nThreat 2: Open etcd (Information Desclosure)\n\nSecrets are read.\n',
    threats: ['d 3E', 'd 6T', 'k 11D', 'k 15I'],
    findings: [],
    fields: {1: {component: 'daemon'}, 2: {text: 'Too much traffic to the API server from pods (denial of service) It stops answering.'}}
  },
  'numbers with colons and labelled parts': {
    text: 'Docker threats\n1: Docker Host - Isolation\nPotential Threat:   Tampering - namespaces are left.\nRisk:               A container breaks out.\nPrevention:         No privileged flag.\n\n2: Docker Registry - Images\nPotential Threat:   Spoofing and Tampering of images.\nPrevention:         Digests.\n\n3: Service - Packages\nPotential Threat:   Something in it is old.\n\nDocker-bench findings\n1:  [FAIL] 1.1.3 - Ensure auditing is configured for the Docker daemon (Automated)\n2:  Fail 5.31 - Ensure that the Docker socket is not mounted inside any containers (Scored)\n*1.2.4 A rule for the directory is added.\n',
    threats: ['d 2T', 'd 7S', 'd 11-'],
    findings: ['f 15 1.1.3', 'f 16 5.31', 'f 17 1.2.4'],
    fields: {0: {component: 'host', mitigation: 'No privileged flag.'}, 1: {also: ['T'], component: 'registry'}}
  },
  'lines that end as on Windows': {
    text: 'Docker threats\r\n1. Spoofing - A client is faked.\r\n2. Tampering - An image is changed.\r\n',
    threats: ['d 2S', 'd 3T'],
    findings: []
  }
}
