/*
 * Words of the scanners' own texts: titles, remediations, audits and the beginnings of detail lines. A container may
 * well be called `web` or a user `control`; such a name is replaced only where a name must stand, for elsewhere it is a
 * word, and a title of the benchmark must stay what it is.
 */
const list =
  'abac able above accept access according accordingly account accounts acquire acquiring action actions active actively actually add ' +
  'added adding additional additionally addons addr address adequate admin administrative administrator administrators admission admit ' +
  'adopted advancedauditing advertise aescbc affect affected ag against agent alias all allalpha allow allowed allowedcapabilities ' +
  'allowing allowprivilegeescalation alone alpha already also alternate alternative alternatively altogether always alwaysadmit ' +
  'alwaysallow alwayspullimages an analysis and annotations anonymous any anything api apis apiserver apiversion app apparmor ' +
  'apparmorprofile appear applicable application applications applied applies apply approach appropriate appropriately approval ' +
  'approved apps archived are areas argument arguments array artifact artifacts as assessment assign assigned at attach attached ' +
  'attacks attempt audit auditd auditing audits auth authenticated authentication authenticity authorities authority authorization ' +
  'authorized authtoken auto autolock automate automated automatically automountserviceaccounttoken autorepair autoupgrade availability ' +
  'available avoid avoided awk backend backup base based bash basic be bearer because become been before behalf being below benchmark ' +
  'benchmarks beta between bin binary binauthz bind binded bitmask boot bootstrap both bound boundaries break breaks bridge bucket ' +
  'build builder building buildkit built bundle bundles busybox but button byte ca cache cached caching cadvisor cafile can ' +
  'cancreatepodsassystemauthenticated cangetlistwatchsecretsassystemauthenticated cannot cap capabilities capability capabities capadd ' +
  'capture care careful carefully case cause causing caution center centralized cert certfile certificate certificates ' +
  'certificatesigningrequest certificatesigningrequests certs cgroup ch chains challenges change changed changes channel channels check ' +
  'checked checks chmod choice choose chown cidr ciphers circumstances cis clean clicking client clientcafile clients cloud cloudkms ' +
  'cluster clusterrole clusterrolebinding clusterrolebindings clusterroles clusters cmd cmek cni columns com command commands commit ' +
  'communicate community compare compensating complete completely compromised compute concerns condition conf config configmaps ' +
  'configuration configurations configure configured configuring confirm confirmed conforming connected connection connectivity ' +
  'consider considerably consideration console constrainted consult contained container containerd containerpath containers ' +
  'containerscanning contains content context contexts contributed control controller controls copy corner correct correctly ' +
  'corresponding could covers cpu create created creating creation creator credential credentials critical crypto cryptographic ' +
  'cryptokey cryptokeyencrypterdecrypter cryptokeys curl current currently custom customer customize customized daemon dangerous dart ' +
  'data database datacenter date days debian decide declarations decrypter dedicated deemed default defaults define defined definition ' +
  'definitions degree delete deleted deleting demo denial denyescalatingexec denyserviceexternalips depend dependent depending deploy ' +
  'deployment deprecated desc describe described desirable desired despite destination detach detailed dev device devices different ' +
  'digest dir direction directive directly directories directory disable disabled disabling disallowed discovered discuss disk disks ' +
  'display displayname distribution do docker dockerd dockerdocumentation dockerfile dockerfiles docs documentation does doesn done ' +
  'doubtfulusers down download driver drop dtr echo edit ef effect effective effectively effects either eks elements elif else email ' +
  'empty enable enabled enabling encoded encrypt encrypted encrypter encryption encryptionconfig end endpoint enforce enforcement ' +
  'enforcing engine enhanced ensure ensures ensurethe ensuring enter entire entries entry entrypoint environment equal error escalate ' +
  'escalating escalation essential establish establishing etc etcd ethernet evaluate event eventratelimit eventrecordqps every examine ' +
  'example excessively exchanged exec executable executables execute exercise exist existing exists exit exited exp expand experimental ' +
  'expiry explicitly export expose exposed exposes extensible external extract extracting extraction facilitate failure false fc ' +
  'feature featuregates features fewer fi field file filename files filesystem filling filter finally find finding firewall firewalling ' +
  'first firstly flow follow following follows for forbids force form format found frequency from frontend fs fully functionalities ' +
  'gates gc gce gcloud gcp gcr general get gids githubusercontent given gke good google googleapis googlecloudplatform gpasswd grant ' +
  'granted granular greater grep group groups gs gserviceaccount gsutil guard guidance guidelines guides gvisor hairpin harden hardened ' +
  'has hat have headers health healthcheck help here high history home host hosted hostipc hostname hostnetwork hostpath hostpid ' +
  'hostport hostports hostprocess hosts how however https iam icc id identified identify identity idle ids if ignore image ' +
  'imagepolicywebhook images impact impacted impersonate implemented implementing import in include included includes including ' +
  'incoming incompatible incorrect incorrectly individual individually info ingress inherited inherits init initialize initializing ' +
  'insecure inside inspect install installation installations installed installing instance instances instantiated instead instruction ' +
  'instructions integration inter interactive interface interfaces intervals intervention into intra intranode inventory io ip ipc ' +
  'iptables is isolation issue issues it items its itself join jq json jsonpath keep kernel kernels key keyfile keyring keyrings keys ' +
  'kind kms known kube kubeconfig kubelet kubelets kubernetes kubernetesdashboard label large latest launching layer layers ldap least ' +
  'leave left legacy legitimate level lib lifetime like limit limitation limitations limited limits line lines link linking linux list ' +
  'listed listening live loadbalancer localhost location locations lock log logging logical login logs logwriter longer look lookup low ' +
  'lower lowercase lsms lvm machine main maintain maintenance make makeiptablesutilchains makes making manage managed management ' +
  'manager managing manual map mapped mapping master masterauthorizednetworksconfig masters maxage maxbackup maximumretrycount maxsize ' +
  'may mb mechanism mechanisms member memory mentioned meta metadata metering metrics metricwriter might migrate mindepth minimal ' +
  'minimally minimize minimum minutes misconfigured mode modification modify monitor monitoring more most mount mounted mountpoint much ' +
  'multiple mustrunas mustrunasnonroot mutatingwebhookconfigurations name named namespace namespacelifecycle namespaces nat native ' +
  'navigate navigating navigation necessary need needed needs network networking networkpolicies networkpolicy networks new newly nginx ' +
  'no node noderestriction nodes nofile non none normal not note noted notset nproc null number object objects objectviewer of offered ' +
  'oidc older omitted on once one ones only open operate operating operation operations opt optimized option options or order ' +
  'organization os other otherwise out outages output over overlay override overutilization overwritten own ownership package packages ' +
  'packets page parameter parameters parent part particular partition partitions pass passed passing passwd password passwords patch ' +
  'patches path pd peer pem per perform performance periodically perm permissions persist persistent persistentvolume pid pids pieces ' +
  'pinning pki place plane planes platform please plug plugin plugins pod podpidslimit pods podsecuritypolicies podsecuritypolicy ' +
  'podselector point policies policy pool pools port portforward ports possible possibly post practice pre precedence prefer preferably ' +
  'preferred prerequisites present prevents previously primary primitives print priority private privilege privileged privileges ' +
  'procedures process processes prod production profile profilename profiling programs project projects propagation proper protect ' +
  'protectkerneldefaults provenance provide provided provider providers provision proxy prune ps psa psp psps public publish pull ' +
  'purpose push put qps quickstart quiet range ranges rather raw rbac re read readonlyport rebuild rebuilt recommendation recommended ' +
  'recover red redhat reduce refer reference referenced references refers regarding registries registry regular regulatory release ' +
  'releases reload remap remapping remediation remeds remote removal remove removed removes removing renewal repair replace replacing ' +
  'request requests require required requireddropcapabilities requirements requires resource resources respective respectively restart ' +
  'restarted restore restrict restricted restricting restriction restrictions restrictive restrictively result retain retrieve ' +
  'retrieves return review reviewed rewrite right rights ring risk rm role rolebinding rolebindings rolename roleref roles root ' +
  'rootless rotate rotatecertificates rotated rotatekubeletservercertificate rotation rule rules run runasuser runc running runnning ' +
  'runtime runtimedefault rw rwm same sample sandbox save sbin scan scanned scanning scanningenabled scc scheduler script seccomp ' +
  'seccompdefault seccompprofile secret secretbox secrets section sections secure security securitycontext securitycontextdeny ' +
  'securitycontexts securityoptions sed see segmentation segmenting segregation select selected selecting selector selects self selinux ' +
  'sensitive sensitivity separate separated server service serviceaccount serviceaccounts services session sessions set setgid sets ' +
  'setting settings setuid setup setups sh share shared shares shell shielded shim should signature signatures signed site size sk ' +
  'slider so sock socket sockets software solution some someone sort sotrustworthy source spec specific specifically specification ' +
  'specified specifies specify sprawl ssd ssh sshd ssl stable stackdriver stage staging stale standard standards start started starting ' +
  'stat state static status statx step steps still storage store stored strategy streaming streamingconnectionidletimeout strictly ' +
  'string strong sub subgid subject subjects subsequently subset subuid such sudo suggested suit suitable suite support supports sure ' +
  'svc swarm switches sysconfig syslog system systemctl systemd systems tab tag tagged tags tail taken takes target tcp tee template ' +
  'terminated test tests text than that the their them themselves then there therefore these they third this those threshold thresholds ' +
  'through time timeout times tls tlscertfile tlsciphersuites tlsprivatekeyfile to together token tokenreviews tokens toml tool tools ' +
  'top topsecret total touch towards traffic trigger trim true trust trusted trustworthy tty two type ucp ui uids ulimit ulimits ' +
  'unaffected under underlying unencrypted uninstall uniq unique universal unless unlock unnecessary unneeded unprivileged unresponsive ' +
  'until untrusted unusable unused up update updated updates upgrade upload uploading upon uppercase url urls usage use used useful ' +
  'user useradd userland usermod username userns users using usr util utilities uts valid validate validated ' +
  'validatingwebhookconfigurations value values var variable variables various vary vectors vendor verified verify version via view ' +
  'viewer visibility volume volumes vpc vulnerabilities vulnerability vulnerable want war was watch ways web webhook well what where ' +
  'wherever which while wide wildcard wildcards will windows windowsoptions wish wishing with within without worker workflow working ' +
  'workload workloads would write writing written wrong xargs xxx yaml you your yourdomain za zero zip zone'

/** Words that are no names where they stand in a sentence; in small letters. */
export const words: ReadonlySet<string> = new Set(list.split(' '))
