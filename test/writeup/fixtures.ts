/** Texts that a rule must object to, and texts that it must leave alone; all written for this project. */
export interface RuleFixture {
  readonly bad: readonly string[]
  readonly good: readonly string[]
}

const docker = (text: string): string => `Docker threat model\n${text}`
const kubernetes = (text: string): string => `Kubernetes threat model\n${text}`
const bench = (text: string): string => `Docker-bench findings\n${text}`
const kubeBench = (text: string): string => `Kube-bench findings\n${text}`
const daemon = (body: string): string => `Put this into /etc/docker/daemon.json:\n${body}`
const five = '1. Spoofing - A client passes for another.\n2. Tampering - An image is changed in the registry.\n'

const named = '### Denial of service: A container takes all memory (T2)\n\n### Elevation of privilege: A container runs as root (T3)\n'

/** The scan that `finding-not-failed` is tried against. */
export const fixtureLog = [
  '[INFO] 2 - Docker daemon configuration',
  '[WARN] 2.1 - Ensure network traffic is restricted between containers on the default bridge',
  "[PASS] 2.2 - Ensure the logging level is set to 'info'",
  '[PASS] 2.3 - Ensure Docker is allowed to make changes to iptables',
  '[WARN] 2.14 - Ensure Userland Proxy is Disabled',
  ''
].join('\n')

/** Fixtures by rule. */
export const fixtures: Readonly<Record<string, RuleFixture>> = {
  'daemon-json-unknown-key': {
    bad: [
      daemon('{"live-restor": true}'),
      daemon('{\n  "icc": false,\n  "userland_proxy": false\n}'),
      daemon('{"default-init": "x"}'),
      'Write "log-optz": {"max-size": "10m"} into daemon.json.'
    ],
    good: [
      daemon('{"live-restore": true}'),
      daemon('{\n  "icc": false,\n  "userland-proxy": false\n}'),
      'An answer of our API:\n{"name": "x", "size": 3}',
      'Write "log-driver": "local", "log-opts": {"max-size": "10m", "max-file": "3"} into daemon.json.'
    ]
  },
  'daemon-json-removed-key': {
    bad: [daemon('{"graph": "/data"}'), daemon('{"disable-legacy-registry": true}'), daemon('{"oom-score-adjust": -500}')],
    good: [daemon('{"data-root": "/data"}'), daemon('{"live-restore": true}'), daemon('{"log-level": "info"}')]
  },
  'daemon-json-inert-key': {
    bad: [
      daemon('{"http-proxy": "http://proxy:3128"}'),
      daemon('{"no-proxy": "localhost"}'),
      daemon('{"containerd-plugins-namespace": "x"}')
    ],
    good: [daemon('{"proxies": {"http-proxy": "http://proxy:3128"}}'), daemon('{"icc": false}'), daemon('{"containerd-namespace": "x"}')]
  },
  'daemon-json-wrong-value': {
    bad: [daemon('{"icc": "false"}'), daemon('{"log-level": "verbose"}'), daemon('{"max-concurrent-downloads": "3"}')],
    good: [daemon('{"icc": false}'), daemon('{"log-level": "warn"}'), daemon('{"log-driver": "my-plugin"}')]
  },
  'json-invalid': {
    bad: [
      daemon('{\n  "icc": false\n  "live-restore": true\n}'),
      daemon('{"icc": false,}'),
      daemon('{\n  // no traffic\n  "icc": false\n}'),
      daemon('{"icc" false}')
    ],
    good: [
      daemon('{\n  "icc": false,\n  "live-restore": true\n}'),
      daemon('{"log-opts": {"max-size": "10m"}}'),
      'A list of {names, ids} is no JSON at all.',
      `List them: kubectl get svc -o jsonpath='{range .items[*]}{.metadata.name}{"\\n"}{end}'`,
      `docker ps --format '{{.Names}}{"\\t"}{{.Image}}'`
    ]
  },
  'daemon-json-overwritten': {
    bad: [
      `${daemon('{"icc": false}')}\nThen in /etc/docker/daemon.json:\n{"live-restore": true}`,
      `${daemon('{\n"userland-proxy": false\n}')}\n\nEdit daemon.json again:\n{\n"no-new-privileges": true\n}`,
      `${daemon('{"log-level": "info"}')}\nand daemon.json gets\n{"experimental": false}\n`
    ],
    good: [
      daemon('{"icc": false, "live-restore": true}'),
      `${daemon('{"icc": false}')}\nAll of it in one /etc/docker/daemon.json:\n{"icc": false, "live-restore": true}`,
      `${daemon('{"icc": false}')}\nIn config.json of the client:\n{"credsStore": "pass"}`
    ]
  },
  'flag-and-file': {
    bad: [
      `${daemon('{"icc": false}')}\nStart it with dockerd --icc=false`,
      `${daemon('{"live-restore": true}')}\nExecStart=/usr/bin/dockerd -H fd:// --live-restore`,
      `${daemon('{"log-level": "info"}')}\n\n    dockerd --log-level info`
    ],
    good: [
      `${daemon('{"icc": false}')}\nStart it with dockerd --live-restore`,
      'ExecStart=/usr/bin/dockerd --icc=false',
      daemon('{"icc": false}')
    ]
  },
  'restart-not-said': {
    bad: [
      daemon('{"icc": false}'),
      bench('- 2.15 - Ensure live restore is Enabled\n  daemon.json gets "live-restore": true.'),
      daemon('{"userns-remap": "default"}')
    ],
    good: [
      `${daemon('{"icc": false}')}\nThen systemctl restart docker.`,
      `${daemon('{"labels": ["a=b"]}')}\nReload the daemon.`,
      'Nothing is set here.'
    ]
  },
  'docker-unknown-flag': {
    bad: ['docker run --privilege alpine', 'docker run -it --memmory 256m alpine sh', 'docker network create --drivr bridge app'],
    good: [
      'docker run --cap-drop ALL --memory 256m alpine',
      'docker run -itd --rm -p 127.0.0.1:80:80 nginx',
      'docker network create -d bridge --internal app'
    ]
  },
  'docker-network-arguments': {
    bad: [
      'docker network create "com.docker.network.bridge.name"="br-app" app',
      'docker network create --driver bridge com.docker.network.bridge.enable_icc=false backend',
      'docker network create front back'
    ],
    good: [
      'docker network create --opt com.docker.network.bridge.name=br-app app',
      'docker network create -o com.docker.network.bridge.enable_icc=false backend',
      'docker network create front'
    ]
  },
  'docker-flag-without-effect': {
    bad: ['docker run --kernel-memory 50m alpine', 'docker run --disable-content-trust alpine', 'docker create --kernel-memory=1g app'],
    good: ['docker run --memory 50m alpine', 'docker run --read-only alpine', 'docker pull alpine']
  },
  'kubectl-unknown-command': {
    bad: ['kubectl aply -f policy.yaml', '$ kubectl anotate namespace shop level=restricted', 'Run `kubectl delet pod web` first.'],
    good: ['kubectl apply -f policy.yaml', '$ kubectl neat get pod web', 'Run `kubectl delete pod web` first.']
  },
  'memory-too-small': {
    bad: ['docker run --memory 256 alpine', 'docker run -m 512k alpine', 'docker create --memory=4m app'],
    good: ['docker run --memory 256m alpine', 'docker run -m 1g alpine', 'docker create --memory=6291456 app']
  },
  'icc-off-on-own-network': {
    bad: [
      'docker network create -o com.docker.network.bridge.enable_icc=false app',
      'This keeps communication within the network:\ndocker network create --opt com.docker.network.bridge.enable_icc=false shop',
      'docker network create --opt "com.docker.network.bridge.enable_icc"="false" x'
    ],
    good: ['docker network create app', 'docker network create -o com.docker.network.bridge.enable_icc=true app', daemon('{"icc": false}')]
  },
  'remedy-misses-check': {
    bad: [
      bench('- 2.15 - Ensure live restore is Enabled\n  daemon.json gets "userland-proxy": false.'),
      bench('[FAIL] 5.10 Ensure that the memory usage for container is limited\nFix:\ndocker build -m 256m -t app .'),
      bench("[FAIL] 5.12 Ensure that the container's root filesystem is mounted as read only\nFix:\ndocker run --cap-drop ALL nginx")
    ],
    good: [
      bench('- 2.15 - Ensure live restore is Enabled\n  daemon.json gets "live-restore": true.'),
      bench('[FAIL] 5.10 Ensure that the memory usage for container is limited\nFix:\ndocker run --memory 256m app'),
      bench('[FAIL] 3.19 Ensure that /etc/default/docker file ownership is set to root:root\nFix:\nchown root:root /etc/default/docker')
    ]
  },
  'remedy-repeats-fault': {
    bad: [
      bench("[FAIL] 5.15 Ensure that the host's process namespace is not shared\nFix:\ndocker run --pid=host app"),
      bench('[FAIL] 5.4 Ensure that privileged containers are not used\nFix:\ndocker run --privileged app'),
      bench('- 2.15 - Ensure live restore is Enabled\n  daemon.json gets "live-restore": false.')
    ],
    good: [
      bench("[FAIL] 5.15 Ensure that the host's process namespace is not shared\nFix:\ndocker run app"),
      bench('[FAIL] 5.4 Ensure that privileged containers are not used\nFix:\ndocker run --cap-add NET_ADMIN app'),
      bench('- 2.15 - Ensure live restore is Enabled\n  daemon.json gets "live-restore": true.')
    ]
  },
  'remedy-retired': {
    bad: [
      bench('[FAIL] 4.5 Ensure Content trust for Docker is Enabled\nFix: export DOCKER_CONTENT_TRUST=1'),
      bench('- Fixed [4.5]: By turning content-trust on.'),
      bench('1. Ensure content trust is enabled - so that images are signed'),
      bench('[FAIL] 4.5 Ensure Content trust for Docker is Enabled\nFix: remove old images, then export DOCKER_CONTENT_TRUST=1')
    ],
    good: [
      bench('[FAIL] 2.14 Ensure Userland Proxy is Disabled'),
      bench('[FAIL] 5.10 Ensure that the memory usage for container is limited'),
      docker('1. Spoofing - An image of a stranger is trusted by the client.'),
      bench('[FAIL] 4.5 Ensure Content trust for Docker is Enabled\nFix: content trust is deprecated, so images are pinned by digest.')
    ]
  },
  'finding-without-remedy': {
    bad: [
      bench('[FAIL] 2.14 Ensure Userland Proxy is Disabled'),
      bench('- 3.17 Ensure that daemon.json file ownership is set to root:root'),
      bench("[WARN] 5.12 - Ensure that the container's root filesystem is mounted as read only\nThe root of the container may be written.")
    ],
    good: [
      bench('[FAIL] 2.14 Ensure Userland Proxy is Disabled\nRemediation: set "userland-proxy": false'),
      bench('- 3.17 Ensure that daemon.json file ownership is set to root:root\nchown root:root /etc/docker/daemon.json'),
      bench('- Fixed [2.1]: By setting icc to false.')
    ]
  },
  'remedy-not-verified': {
    bad: [
      bench('[FAIL] 2.14 Ensure Userland Proxy is Disabled\nRemediation: switch it off.'),
      bench('- Fixed [2.1]: By setting icc to false.'),
      bench('1. Ensure live restore is enabled - in daemon.json')
    ],
    good: [
      bench('[FAIL] 2.14 Ensure Userland Proxy is Disabled\nRemediation: switch it off.\nRe-run: PASS.'),
      bench('- Fixed [2.1]: By setting icc to false.\nVerified with docker network inspect bridge.'),
      docker(five)
    ]
  },
  'wrong-file-mode': {
    bad: [
      kubernetes('1. Tampering - Files of the etcd data directory could be changed; set its permissions to 755.'),
      kubernetes('1. Tampering - The kubelet.conf could be changed. Its permissions should be 644.'),
      bench(
        '[FAIL] 3.16 Ensure that the Docker socket file permissions are set to 660 or more restrictively\nRemediation: chmod 666 the docker socket.'
      ),
      kubernetes('1. Repudiation - Make /srv/audit for the log and give kube-apiserver.yaml mode 700.'),
      bench(
        '[FAIL] 3.16 Ensure that the Docker socket file permissions are set to 660 or more restrictively\nRemediation: chmod 666 /run/docker.sock'
      )
    ],
    good: [
      kubernetes('1. Tampering - Files of the etcd data directory could be changed; set its permissions to 700.'),
      kubernetes('1. Tampering - The kubelet.conf could be changed. Its permissions should be 600.'),
      bench(
        '[FAIL] 3.18 Ensure that daemon.json file permissions are set to 644 or more restrictive\nRemediation: chmod 644 /etc/docker/daemon.json'
      ),
      kubernetes('1. Repudiation - Make /srv/audit (mode 700, root) and mount it in kube-apiserver.yaml.'),
      bench(
        '[FAIL] 3.4 Ensure that docker.socket file permissions are set to 644 or more restrictive\nThe Docker socket unit is meant.\nchmod 644 "$(systemctl show -p FragmentPath --value docker.socket)"'
      )
    ]
  },
  'id-of-other-edition': {
    bad: [
      bench('[FAIL] 2.16 Ensure Userland Proxy is Disabled\nCIS Docker Benchmark v1.2.0'),
      bench('[FAIL] 2.1 Ensure live restore is Enabled\nCIS Docker Benchmark v1.6.0'),
      bench('[FAIL] 5.10 Ensure that the memory usage for container is limited\nCIS Docker Benchmark v1.6.0'),
      kubeBench('[FAIL] 4.2.2 Ensure that the --anonymous-auth argument is set to false\nCIS Kubernetes Benchmark v1.23')
    ],
    good: [
      bench('[FAIL] 2.14 Ensure Userland Proxy is Disabled\nCIS Docker Benchmark v1.2.0'),
      bench('[FAIL] 2.15 Ensure live restore is Enabled\nCIS Docker Benchmark v1.6.0'),
      bench('[FAIL] 5.10 Ensure that the memory usage for container is limited'),
      kubeBench('[FAIL] 4.2.1 Ensure that the --anonymous-auth argument is set to false\nCIS Kubernetes Benchmark v1.23'),
      kubeBench('[FAIL] 1.2.1 Ensure that the --anonymous-auth argument is set to false\nCIS Kubernetes Benchmark v1.23')
    ]
  },
  'edition-unknown': {
    bad: [
      'By the CIS Docker Benchmark v1.2',
      'By the CIS Docker Benchmark v2.7.1',
      'See the CIS Kubernetes Benchmark v3.1.4',
      'See the CIS Kubernetes Benchmark v1.6.7'
    ],
    good: [
      'By the CIS Docker Benchmark v1.2.0',
      'By the CIS Docker Benchmark v1.6.0',
      'See the CIS Kubernetes Benchmark v1.6.0',
      'See the CIS Kubernetes Benchmark v1.5.1'
    ]
  },
  'finding-not-failed': {
    bad: [
      bench("[FAIL] 2.2 Ensure the logging level is set to 'info'"),
      bench('- 2.3 Ensure Docker is allowed to make changes to iptables'),
      bench('[FAIL] 9.9 Ensure that nothing is wrong at all here')
    ],
    good: [
      bench('[FAIL] 2.14 Ensure Userland Proxy is Disabled'),
      bench('- 2.1 Ensure network traffic is restricted between containers on the default bridge'),
      bench('Nothing is cited here.')
    ]
  },
  'sub-check-ids': {
    bad: [
      bench('[FAIL] 2.14 Ensure Userland Proxy is Disabled (Scored)\nCIS Docker Benchmark v1.2.0'),
      bench("[FAIL] 2.2 Ensure the logging level is set to 'info' (Scored)\nCIS Docker Benchmark v1.2.0"),
      bench('[FAIL] 2.13 Ensure live restore is Enabled (Scored)\nCIS Docker Benchmark v1.2.0'),
      bench('[FAIL] 2.14 Ensure Userland Proxy is Disabled (Scored)\nCIS Docker Benchmark v1.2.0\nOf the two 2.14.b is mended.')
    ],
    good: [
      bench('[FAIL] 2.14.b Ensure Userland Proxy is Disabled (Scored)\nCIS Docker Benchmark v1.2.0'),
      bench('[WARN] 2.14 - Ensure Userland Proxy is Disabled (Scored)\nCIS Docker Benchmark v1.2.0'),
      bench('[FAIL] 4.5 Ensure Content trust for Docker is Enabled (Scored)\nCIS Docker Benchmark v1.2.0'),
      bench('[FAIL] 2.14 Ensure Userland Proxy is Disabled (Scored)\nCIS Docker Benchmark v1.2.0\nLines: 2.14.a FAIL, 2.14.b FAIL')
    ]
  },
  'findings-out-of-order': {
    bad: [
      bench("- 2.14 Ensure Userland Proxy is Disabled\n- 2.2 Ensure the logging level is set to 'info'"),
      bench('[FAIL] 5.10 Ensure that the memory usage for container is limited\n[FAIL] 4.5 Ensure Content trust for Docker is Enabled'),
      bench('- Fixed [2.17.b]: By a flag.\n- Fixed [2.17.a]: By a key.')
    ],
    good: [
      bench("- 2.2 Ensure the logging level is set to 'info'\n- 2.14 Ensure Userland Proxy is Disabled"),
      bench('[FAIL] 4.5 Ensure Content trust for Docker is Enabled\n[FAIL] 4.10 Ensure secrets are not stored in Dockerfiles'),
      bench('[FAIL] 2.1 Ensure network traffic is restricted between containers on the default bridge')
    ]
  },
  'finding-without-threat': {
    bad: [
      `${docker(five)}\n${bench('[FAIL] 2.15 Ensure live restore is Enabled')}`,
      `${docker('1. Denial of Service - A container without limits takes all memory.')}\n${bench('[FAIL] 3.17 Ensure that daemon.json file ownership is set to root:root')}`,
      `${docker('1. Denial of Service - A container without limits takes all memory.')}\n${bench('- 2.14 Ensure Userland Proxy is Disabled')}`,
      `${docker(named)}\n${bench('[FAIL] 2.15 Ensure live restore is Enabled\nConfirms T9.')}`
    ],
    good: [
      `${docker('1. Denial of Service - A container without limits takes all memory.')}\n${bench('[FAIL] 5.10 Ensure that the memory usage for container is limited')}`,
      `${docker(five)}\n${bench('[FAIL] 3.17 Ensure that daemon.json file ownership is set to root:root\nConfirms tampering.')}`,
      bench('[FAIL] 2.15 Ensure live restore is Enabled'),
      `${docker(named)}\n${bench('[FAIL] 2.15 Ensure live restore is Enabled\nConfirms T2.')}`,
      `${docker('### T-3: Spoofing: A client passes for another')}\n${bench('[FAIL] 2.15 Ensure live restore is Enabled\nIt goes with T-3.')}`
    ]
  },
  'surface-repeated': {
    bad: [
      `${docker(five)}\n${bench('[FAIL] 3.17 Ensure that daemon.json file ownership is set to root:root --> Tampering\n[FAIL] 3.18 Ensure that daemon.json file permissions are set to 644 or more restrictive --> Tampering')}`,
      `${docker('1. Denial of Service - A container without limits takes all memory.')}\n${bench('[FAIL] 5.10 Ensure that the memory usage for container is limited\n[FAIL] 5.11 Ensure that CPU priority is set appropriately on containers')}`,
      `${docker('1. Elevation of Privilege - A container runs as root on the host.')}\n${bench('[FAIL] 5.4 Ensure that privileged containers are not used --> Elevation of privilege\n[FAIL] 5.25 Ensure that the container is restricted from acquiring additional privileges --> Elevation of privilege')}`,
      `${docker(named)}\n${bench('[FAIL] 2.15 Ensure live restore is Enabled\nConfirms T2.\n[FAIL] 5.4 Ensure that privileged containers are not used\nConfirms T2.')}`
    ],
    good: [
      `${docker(`${five}3. Denial of Service - A container without limits takes all memory.`)}\n${bench('[FAIL] 3.17 Ensure that daemon.json file ownership is set to root:root --> Tampering\n[FAIL] 5.10 Ensure that the memory usage for container is limited')}`,
      `${docker(five)}\n${bench('[FAIL] 3.17 Ensure that daemon.json file ownership is set to root:root --> Tampering')}`,
      `${docker(five)}\n${bench('[FAIL] 2.14.a Ensure Userland Proxy is Disabled --> Spoofing\n[FAIL] 2.14.b Ensure Userland Proxy is Disabled --> Spoofing')}`,
      `${docker(named)}\n${bench('[FAIL] 5.4 Ensure that privileged containers are not used\nConfirms T2, elevation of privilege.\n[FAIL] 5.25 Ensure that the container is restricted from acquiring additional privileges\nConfirms T3, elevation of privilege.')}`
    ]
  },
  'selection-only-exercise': {
    bad: [
      bench('[FAIL] 5.10 Ensure that the memory usage for container is limited'),
      bench(
        "[FAIL] 5.10 Ensure that the memory usage for container is limited\n[FAIL] 5.14 Ensure that the 'on-failure' container restart policy is set to '5'"
      ),
      bench('[WARN] 5.11 - Ensure that the memory usage for container is limited\nCIS Docker Benchmark v1.6.0')
    ],
    good: [
      bench('[FAIL] 5.10 Ensure that the memory usage for container is limited\n[FAIL] 2.14 Ensure Userland Proxy is Disabled'),
      bench('[FAIL] 2.14 Ensure Userland Proxy is Disabled'),
      bench('[FAIL] 5.10 Ensure that the container is limited in something nobody knows yet, whatever')
    ]
  },
  'selection-too-few': {
    bad: [
      docker(five),
      bench('[FAIL] 2.14 Ensure Userland Proxy is Disabled'),
      kubernetes('- Spoofing: A stolen token is used by a stranger at the API server.')
    ],
    good: [
      docker(
        `${five}3. Repudiation - Nobody knows who started it.\n4. Denial of Service - Memory runs out.\n5. Elevation of Privilege - Root escapes.`
      ),
      bench(
        "[FAIL] 2.2 Ensure the logging level is set to 'info'\n[FAIL] 2.14 Ensure Userland Proxy is Disabled\n[FAIL] 4.5 Ensure Content trust for Docker is Enabled"
      ),
      'Nothing here.'
    ]
  },
  'finding-category-unclear': {
    bad: [
      bench(
        '[FAIL] 2.1 Ensure network traffic is restricted between containers on the default bridge\nThis may end in information disclosure.\nRemediation: against spoofing we set icc to false.'
      ),
      bench(
        '- 5.10 Ensure that the memory usage for container is limited\n  It leads to denial of service.\n  Fix: to stop privilege escalation we set a limit.'
      ),
      bench(
        '- 3.17 Ensure that daemon.json file ownership is set to root:root\n  Tampering of the file.\n  Mitigation: chown, against repudiation.'
      )
    ],
    good: [
      bench(
        '[FAIL] 2.1 Ensure network traffic is restricted between containers on the default bridge\nThis may end in information disclosure.\nRemediation: against disclosure we set icc to false.'
      ),
      bench('- 5.10 Ensure that the memory usage for container is limited\n  It leads to denial of service.\n  Fix: we set a limit.'),
      bench('- 3.17 Ensure that daemon.json file ownership is set to root:root')
    ]
  },
  'category-contradicts-text': {
    bad: [
      docker('1. Repudiation - The daemon configuration can be modified by a stranger on the host.'),
      kubernetes('- Denial of Service: A stolen token of a user is used by a stranger at the API server.'),
      kubernetes('Repudiation - The certificate of a component may be modified without leave.')
    ],
    good: [
      docker('1. Repudiation - The daemon configuration can be modified and no audit rule records who did it.'),
      kubernetes('- Denial of Service: The API server is overwhelmed by requests from a pod.'),
      docker('1. Tampering - The daemon configuration can be modified by a stranger on the host.')
    ]
  },
  'category-uncovered': {
    bad: [
      docker('1. Spoofing - a\n2. Tampering - b\n3. Repudiation - c\n4. Denial of Service - d\n5. Elevation of Privilege - e'),
      kubernetes('- Spoofing: a\n- Tampering: b\n- Tampering: c\n- Information Disclosure: d\n- Elevation of Privilege: e'),
      docker('Spoofing: a\nTampering: b\nInformation Disclosure: c\nDenial of Service: d\nElevation of Privilege: e')
    ],
    good: [
      docker(
        '1. Spoofing - a\n2. Tampering - b\n3. Repudiation - c\n4. Information Disclosure - d\n5. Denial of Service - e\n6. Elevation of Privilege - f'
      ),
      docker(five),
      kubernetes(
        '- Spoofing and Repudiation: a\n- Tampering: b\n- Information Disclosure: c\n- Denial of Service: d\n- Elevation of Privilege: e'
      )
    ]
  },
  'threat-without-component': {
    bad: [
      kubernetes('1. Spoofing - Somebody could pass for somebody else and do harm.'),
      docker('- Denial of Service: Everything could be overwhelmed by too much of it.'),
      kubernetes('Information Disclosure: Sensitive information could be read by strangers.')
    ],
    good: [
      kubernetes('1. Spoofing - Somebody could pass for the API server and do harm.'),
      docker('- Denial of Service: The daemon could be overwhelmed by too much of it.'),
      docker('Docker Host\nTampering - Everything on it may be modified by strangers.')
    ]
  },
  'threat-without-mitigation': {
    bad: [
      docker('1. Tampering - An image in the registry may be replaced.'),
      kubernetes('- Denial of Service: The API server may be overwhelmed.'),
      docker('Spoofing:\nThe daemon may talk to a stranger.')
    ],
    good: [
      docker('1. Tampering - An image in the registry may be replaced. Images should be pinned by digest.'),
      kubernetes('- Denial of Service: The API server may be overwhelmed. This can be prevented with priority and fairness.'),
      docker('1. **Spoofing** - The daemon may talk to a stranger.\n   - *Mitigation:* Client certificates.')
    ]
  },
  'threat-empty': {
    bad: [
      docker('- Spoofing:\n- Tampering: An image is changed.'),
      kubernetes('1. Repudiation -\n2. Tampering - A pod is changed.'),
      docker('### Spoofing\n### Tampering\nAn image is changed.')
    ],
    good: [
      docker('- Spoofing: A client is not who it says.'),
      kubernetes('1. Repudiation - Nobody knows who did it.'),
      docker('### Spoofing\nA client is not who it says.')
    ]
  },
  'said-twice': {
    bad: [
      docker('1. Tampering - An image may be changed, affecting registry security badly. This affects registry security.'),
      kubernetes('1. Tampering - State may be changed, leading to a broken cluster. This leads to a broken cluster.'),
      docker('1. Spoofing - A fake client could cause loss of trust and impact image security. This can impact image security.')
    ],
    good: [
      docker('1. Tampering - An image may be changed, affecting registry security badly. This affects every later deployment.'),
      kubernetes('1. Tampering - State may be changed. This leads to a broken cluster.'),
      docker('1. Spoofing - A fake client could cause loss of trust.')
    ]
  },
  'kubelet-basic-auth': {
    bad: [
      kubernetes('1. Spoofing - Anybody may talk to the kubelet; its basic authentication must be switched off.'),
      kubernetes('- Tampering: kubelet settings can be altered. Do not allow basic auth there.'),
      kubernetes('Repudiation: Changes to the kubelet leave no trace when basic-auth is used.')
    ],
    good: [
      kubernetes('1. Spoofing - Anybody may talk to the kubelet; set --anonymous-auth=false.'),
      kubernetes('- Spoofing: The API server accepts basic authentication for the kubelet.'),
      docker('1. Spoofing - The registry uses basic authentication.')
    ]
  },
  'apiserver-basic-auth': {
    bad: [
      kubernetes('1. Spoofing - Calls to the API server can be faked; basic authentication should be disabled.'),
      kubernetes('- Spoofing: kube-apiserver must not use basic auth.'),
      kubernetes('Spoofing - The api-server is public. Anonymous and basic authentication are to be turned off.')
    ],
    good: [
      kubernetes('1. Spoofing - Calls to the API server can be faked; anonymous requests should be refused.'),
      kubernetes('- Spoofing: Basic authentication of kube-apiserver was removed in 1.19, tokens are left.'),
      docker('1. Spoofing - The registry uses basic authentication.')
    ]
  },
  'pod-spec-is-no-file': {
    bad: [
      kubernetes('1. Tampering - etcd may be altered. The pod spec file should be owned by root.'),
      kubernetes('- Tampering: A pod spec is changed; pod specification files need strict permissions.'),
      kubernetes('Tampering - In etcd, pod specs are altered. Set pod spec file ownership to root.')
    ],
    good: [
      kubernetes('1. Tampering - The static pod spec file of etcd should be owned by root.'),
      kubernetes('- Tampering: A pod spec is changed in etcd; mutual TLS keeps strangers out.'),
      kubernetes('Tampering - The manifest of the pod spec, a file, must be owned by root.')
    ]
  },
  'all-pods-have-net-raw': {
    bad: [
      kubernetes('1. Spoofing - By default all pods have CAP_NET_RAW and may forge packets.'),
      kubernetes('- Spoofing: Kubernetes gives every pod NET_RAW.'),
      kubernetes('Spoofing - all pods get `CAP_NET_RAW` in this network.')
    ],
    good: [
      kubernetes('1. Spoofing - On runtimes whose default set has it, all pods have NET_RAW unless it is dropped.'),
      kubernetes('- Spoofing: A pod that kept NET_RAW forges packets.'),
      docker('1. Spoofing - Containers have NET_RAW by default.')
    ]
  },
  'no-benchmark-for-memory': {
    bad: [
      kubernetes('1. Denial of Service - There is no memory limit by default, so a pod is starved.'),
      kubernetes('- Denial of Service: Kubernetes sets no upper limit for a pod.'),
      kubernetes('Denial of Service - Without memory limits one pod takes it all.')
    ],
    good: [
      kubernetes('1. Denial of Service - There is no memory limit by default; a LimitRange sets one.'),
      kubernetes('- Denial of Service: The API server is flooded with events.'),
      docker('Denial of Service - Without memory limits one container takes it all.')
    ]
  },
  'secrets-list-and-watch': {
    bad: [
      kubernetes('1. Information Disclosure - Secrets are read through loose RBAC rules.'),
      kubernetes('- Information Disclosure: RBAC lets everybody read a secret.'),
      kubernetes('Information Disclosure - Reading secrets is possible by a wrong RBAC role.')
    ],
    good: [
      kubernetes('1. Information Disclosure - Secrets are read by get, list or watch through loose RBAC rules.'),
      kubernetes('- Information Disclosure: Secrets lie in etcd in the clear.'),
      kubernetes('Elevation of Privilege - RBAC gives cluster-admin to everybody.')
    ]
  },
  'tls-not-mutual': {
    bad: [
      docker('1. Spoofing - Traffic from client to daemon may be forged; use TLS.'),
      docker('- Spoofing: Without TLS the daemon talks to any client.'),
      docker('Spoofing - The connection between client and daemon should be encrypted with TLS.')
    ],
    good: [
      docker('1. Spoofing - Traffic from client to daemon may be forged; use mutual TLS.'),
      docker('- Spoofing: Without tlsverify the daemon talks to any client over TLS.'),
      docker('Spoofing - The registry should be reached over TLS.')
    ]
  },
  'icc-against-client-spoofing': {
    bad: [
      docker('1. Spoofing - Traffic from client to daemon may be forged; icc should be false.'),
      docker('- Spoofing: The client talks to a false daemon. Disable inter-container communication.'),
      docker(
        'Spoofing - Between client and daemon packets are forged, so inter container traffic must stop. Inter-container traffic is open.'
      )
    ],
    good: [
      docker('1. Spoofing - Containers on the default bridge forge packets; icc should be false.'),
      docker('- Spoofing: The client talks to a false daemon. Use mutual TLS.'),
      docker('Information Disclosure - Inter-container traffic reaches unpublished ports.')
    ]
  },
  'no-new-privileges-is-not-non-root': {
    bad: [
      docker('1. Elevation of Privilege - The container runs as root; set no-new-privileges.'),
      docker('- Elevation of Privilege: Without USER it is root. The daemon should stop it from gaining new privileges.'),
      docker('Elevation of Privilege - root in a container is fought with no-new-privileges.')
    ],
    good: [
      docker('1. Elevation of Privilege - The container runs as root; set USER in its image.'),
      docker('- Elevation of Privilege: A setuid program makes root of a user; no-new-privileges stops it.'),
      docker('Elevation of Privilege - A process gains new privileges by a helper program.')
    ]
  },
  'docker-distribution-cve': {
    bad: [
      docker('1. Denial of Service - Docker Distribution does not limit the content it takes.'),
      docker('- Denial of Service: A Docker distribution may accept content without end.'),
      docker('Denial of Service - docker distribution fails to restrict uploads.')
    ],
    good: [
      docker('1. Denial of Service - Docker Distribution before 2.6.2 does not limit the content it takes (CVE-2017-11468).'),
      docker('- Denial of Service: The registry takes uploads without quota.'),
      docker('Tampering - The distribution of Docker images may be attacked.')
    ]
  },
  'layer-secrets-at-runtime': {
    bad: [
      docker('1. Information Disclosure - Secrets kept in an image are exposed at runtime.'),
      docker('- Information Disclosure: A secret in the image leaks during runtime.'),
      docker('Information Disclosure - Images with keys are exposed at runtime.')
    ],
    good: [
      docker('1. Information Disclosure - Secrets kept in an image are read by all who pull it.'),
      docker('- Information Disclosure: A secret in a layer of the image leaks, not only at runtime.'),
      docker('Information Disclosure - The daemon log is exposed.')
    ]
  },
  'look-alike-is-spoofing': {
    bad: [
      docker('1. Tampering - Images may be tampered with, and users are enticed to another one.'),
      docker('- Tampering: An attacker tampers with a tag or tricks users into a false image.'),
      docker('Tampering - tampering by typo-squatting names.')
    ],
    good: [
      docker('1. Tampering - Images may be tampered with in the registry.'),
      docker('- Spoofing: Users are tricked into pulling a look-alike.'),
      docker('Spoofing - A typo-squatted name passes for the real one.')
    ]
  },
  'proxy-for-published-ports': {
    bad: [
      bench('[FAIL] 2.14 Ensure Userland Proxy is Disabled\nThe proxy runs for every port that is exposed.'),
      bench('- 2.14 Ensure Userland Proxy is Disabled\n  A proxy process starts as soon as a port is exposed.'),
      bench('- 2.16 Ensure Userland Proxy is Disabled\n  One proxy listens for each exposed port.')
    ],
    good: [
      bench('[FAIL] 2.14 Ensure Userland Proxy is Disabled\nThe proxy runs for every published port.'),
      bench('- 2.14 Ensure Userland Proxy is Disabled\n  Hairpin NAT does the same without a process.'),
      bench('- 5.13 Ensure that incoming container traffic is bound to a specific host interface\n  The port is exposed to everybody.')
    ]
  },
  'bridge-is-a-switch': {
    bad: [
      docker('1. Information Disclosure - On the bridge a container is reading all the packets of its neighbours.'),
      bench('- 2.1 Ensure network traffic is restricted between containers on the default bridge\n  Each container can read all packets.'),
      docker("- Information Disclosure: One container reads other containers' packets on the network.")
    ],
    good: [
      docker('1. Information Disclosure - On the bridge a container reaches all ports of its neighbours.'),
      docker('- Information Disclosure: With ARP spoofing a container reads all packets.'),
      docker('Information Disclosure - Packets between hosts are read by a listener.')
    ]
  },
  'no-new-privileges-can-be-undone': {
    bad: [
      bench(
        '- 2.17 Ensure containers are restricted from acquiring new privileges\n  By default all new containers are kept from new privileges.'
      ),
      bench(
        '- 2.17.b Ensure containers are restricted from acquiring new privileges\n  At the daemon level it stops all from gaining new privileges.'
      ),
      bench('- 2.14 Ensure containers are restricted from acquiring new privileges\n  After this all containers cannot get new privileges.')
    ],
    good: [
      bench(
        '- 2.17 Ensure containers are restricted from acquiring new privileges\n  By default all new containers are kept from new privileges; 5.25 tells which override it.'
      ),
      bench('- 2.17 Ensure containers are restricted from acquiring new privileges\n  Set the key.'),
      bench('- 5.25 Ensure that the container is restricted from acquiring additional privileges\n  Use --security-opt.')
    ]
  },
  'pod-security-policy-gone': {
    bad: [
      kubernetes('1. Elevation of Privilege - A privileged pod takes the node; use PodSecurityPolicies.'),
      kubernetes('- Elevation of Privilege: Enable the Pod Security Policy.'),
      kubernetes('Tampering - A PodSecurityPolicy keeps host paths away.')
    ],
    good: [
      kubernetes('1. Elevation of Privilege - A privileged pod takes the node; use Pod Security Admission.'),
      kubernetes('- Elevation of Privilege: PodSecurityPolicy was removed in 1.25.'),
      kubernetes('Tampering - A network policy keeps pods apart.')
    ]
  },
  'secrets-are-only-encoded': {
    bad: [
      kubernetes('1. Information Disclosure - Secrets are encrypted by default, but logs are not.'),
      kubernetes('- Information Disclosure: Secrets are encrypted with base64.'),
      kubernetes('Information Disclosure - A secret is encrypted in etcd and safe there.')
    ],
    good: [
      kubernetes('1. Information Disclosure - Secrets are stored in the clear by default.'),
      kubernetes('- Information Disclosure: Secrets are only encoded; configure encryption at rest.'),
      kubernetes('Information Disclosure - Secrets should be encrypted.')
    ]
  },
  'live-restore-purpose': {
    bad: [
      bench('- 2.15 Ensure live restore is Enabled\n  Live restore gives strangers unauthorized access.'),
      bench('- 2.13 Ensure live restore is Enabled\n  live-restore restarts the containers when they crash.'),
      bench('- 2.15 Ensure live restore is Enabled\n  live-restore is a backup of containers.')
    ],
    good: [
      bench('- 2.15 Ensure live restore is Enabled\n  live-restore keeps containers running while the daemon is down.'),
      bench('- 2.15 Ensure live restore is Enabled'),
      bench("- 5.14 Ensure that the 'on-failure' container restart policy is set to '5'\n  It restarts containers when they fail.")
    ]
  },
  'category-misspelt': {
    bad: [
      docker('1. Spooling - A client passes for another.'),
      kubernetes('- Elavation of Privelege: A pod takes its node.'),
      docker('Repudation: Nobody knows who did it.')
    ],
    good: [
      docker('1. Spoofing - A client passes for another.'),
      kubernetes('- Elevation of privileges: A pod takes its node.'),
      docker('DoS: Memory runs out in a container.')
    ]
  },
  'misspelt-term': {
    bad: ['The privelege of a container.', 'Its configuraiton is open.', 'A vulnerabilty of the host.'],
    good: [
      'The privilege of a container.',
      'It is configured and hardened.',
      'Set userland-proxy in /etc/dcoker/kuberntes.conf.',
      'Threads of a server need memory.'
    ]
  },
  'capability-misspelt': {
    bad: [
      docker('1. Spoofing - Drop the capability NEW_RAW from containers.'),
      docker('- Elevation of Privilege: The capability CAP_SYS_ADMN gives the host away.'),
      docker('Tampering - the `dac_overide` capability lets a container write anywhere.')
    ],
    good: [
      docker('1. Spoofing - Drop the capability NET_RAW from containers.'),
      docker('- Elevation of Privilege: The capability CAP_SYS_ADMIN gives the host away.'),
      docker('Tampering - The setting NO_PROXY and the capability MKNOD.')
    ]
  },
  'daemon-json-file-name': {
    bad: ['Write it to /etc/docker/deamon.json.', 'Add it to daemon.js on the host.', 'The file daemon.conf holds it.'],
    good: ['Write it to /etc/docker/daemon.json.', 'Start the daemon. JSON is strict.', 'The unit docker.service starts it.']
  },
  'flag-misspelt': {
    bad: [
      docker('1. Elevation of Privilege - A container with the --privilege flag takes the host.'),
      kubernetes('- Denial of Service: The kubelet needs --protect kernel defaults set to true.'),
      docker('Elevation of Privilege - Do not use ----privileged with containers.'),
      kubernetes('- Information Disclosure: Set --encryption-provider-config-automatic-relod=true on the API server.')
    ],
    good: [
      docker('1. Elevation of Privilege - A container with the --privileged flag takes the host.'),
      kubernetes('- Denial of Service: The kubelet needs --protect-kernel-defaults set to true.'),
      docker('Tampering - Images of our tool take --fancy-option.'),
      docker('1. Denial of Service - An image without HEALTHCHECK --interval=30s --start-period=5s hangs.'),
      kubernetes('- Information Disclosure: Set --encryption-provider-config-automatic-reload=true on the API server.')
    ]
  },
  'kube-flag-removed': {
    bad: [
      kubernetes('1. Spoofing - The API server is to run with --insecure-port=0.'),
      kubernetes('- Spoofing: Set --kubelet-https=true on the API server.'),
      kubernetes('Spoofing - The API server reads --basic-auth-file=/users.csv.'),
      kubernetes('1. Spoofing - Older people know it. The API server is to run with --insecure-port=0.')
    ],
    good: [
      kubernetes('1. Spoofing - The API server is to run with --anonymous-auth=false.'),
      kubernetes('- Spoofing: The API server must not have --basic-auth-file.'),
      kubernetes('Tampering - etcd runs with --client-cert-auth=true.'),
      kubernetes('1. Spoofing - The API server up to 1.23 takes --insecure-port=0; later ones do not start with it.'),
      kubernetes('- Spoofing: Old editions ask the API server for --insecure-port=0.')
    ]
  }
}
